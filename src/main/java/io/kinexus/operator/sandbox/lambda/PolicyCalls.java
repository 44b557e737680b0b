package io.kinexus.operator.sandbox.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinexus.operator.sandbox.Handlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionResponse;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionResponse;

/**
 * Who may call a function, a version or an alias: one policy each, statement by statement.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html">AddPermission</a>
 */
final class PolicyCalls {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LambdaSandbox lambda;

    PolicyCalls(LambdaSandbox lambda) {
        this.lambda = lambda;
    }

    void install(Handlers handlers) {
        handlers.on(AddPermissionRequest.class, this::add);
        handlers.on(RemovePermissionRequest.class, this::remove);
        handlers.on(GetPolicyRequest.class, this::get);
    }

    private AddPermissionResponse add(AddPermissionRequest request) {
        FunctionName named = FunctionName.of(request.functionName(), request.qualifier());
        StoredFunction function = lambda.function(named);
        function.need(named.qualifier());
        Map<String, Statement> statements =
                function.policies.computeIfAbsent(named.qualifier().orElse(""), key -> new LinkedHashMap<>());
        if (statements.containsKey(request.statementId())) {
            throw Faults.conflict("The statement id (" + request.statementId() + ") provided already exists. Please"
                    + " provide a new statement id, or remove the existing statement.");
        }
        if (request.principal().endsWith(".amazonaws.com")
                && !request.principal().matches("[a-z0-9.-]+")) {
            throw Faults.invalid("The provided principal was invalid. Please check the principal and try again.");
        }
        Statement statement = new Statement(
                request.statementId(),
                request.action(),
                request.principal(),
                Optional.ofNullable(request.sourceArn()),
                Optional.ofNullable(request.sourceAccount()),
                function.arn(named.qualifier()));
        statements.put(statement.id(), statement);
        return AddPermissionResponse.builder()
                .statement(statement.json().toString())
                .build();
    }

    private RemovePermissionResponse remove(RemovePermissionRequest request) {
        if (statements(request.functionName(), request.qualifier()).remove(request.statementId()) == null) {
            throw Faults.missing("Statement " + request.statementId() + " is not found in resource policy.");
        }
        return RemovePermissionResponse.builder().build();
    }

    private GetPolicyResponse get(GetPolicyRequest request) {
        Map<String, Statement> statements = statements(request.functionName(), request.qualifier());
        if (statements.isEmpty()) {
            throw Faults.missing("The resource you requested does not exist.");
        }
        ObjectNode policy = JSON.createObjectNode().put("Version", "2012-10-17").put("Id", "default");
        ArrayNode list = policy.putArray("Statement");
        statements.values().forEach(statement -> list.add(statement.json()));
        return GetPolicyResponse.builder()
                .policy(policy.toString())
                .revisionId(lambda.account().dice().uuid())
                .build();
    }

    private Map<String, Statement> statements(@Nullable String functionName, @Nullable String qualifier) {
        FunctionName named = FunctionName.of(functionName, qualifier);
        StoredFunction function = lambda.function(named);
        function.need(named.qualifier());
        return function.policies.getOrDefault(named.qualifier().orElse(""), new LinkedHashMap<>());
    }
}
