package io.kinexus.operator.sandbox.lambda;

import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateAliasResponse;
import software.amazon.awssdk.services.lambda.model.DeleteAliasRequest;
import software.amazon.awssdk.services.lambda.model.DeleteAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetAliasRequest;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesResponse;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasResponse;

/**
 * Names that point at versions.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html">CreateAlias</a>
 */
final class AliasCalls {
    private static final int PAGE = 50;

    private final LambdaSandbox lambda;

    AliasCalls(LambdaSandbox lambda) {
        this.lambda = lambda;
    }

    void install(Handlers handlers) {
        handlers.on(CreateAliasRequest.class, this::create);
        handlers.on(GetAliasRequest.class, this::get);
        handlers.on(UpdateAliasRequest.class, this::update);
        handlers.on(DeleteAliasRequest.class, this::delete);
        handlers.on(ListAliasesRequest.class, this::list);
    }

    private CreateAliasResponse create(CreateAliasRequest request) {
        StoredFunction function = lambda.function(request.functionName());
        String arn = function.arn + ":" + request.name();
        if (function.aliases.containsKey(request.name())) {
            throw Faults.conflict("Alias already exists: " + arn);
        }
        AliasConfiguration alias = alias(
                function,
                AliasConfiguration.builder()
                        .aliasArn(arn)
                        .name(request.name())
                        .functionVersion(request.functionVersion())
                        .description(Optional.ofNullable(request.description()).orElse(""))
                        .routingConfig(request.routingConfig())
                        .build());
        return Members.copied(alias, CreateAliasResponse.builder()).build();
    }

    private AliasConfiguration alias(StoredFunction function, AliasConfiguration wanted) {
        function.need(Optional.of(wanted.functionVersion()));
        Optional.ofNullable(wanted.routingConfig())
                .map(AliasRoutingConfiguration::additionalVersionWeights)
                .ifPresent(weights -> weights.keySet().forEach(version -> function.need(Optional.of(version))));
        AliasConfiguration alias =
                wanted.toBuilder().revisionId(lambda.account().dice().uuid()).build();
        function.aliases.put(alias.name(), alias);
        return alias;
    }

    private GetAliasResponse get(GetAliasRequest request) {
        return Members.copied(found(request.functionName(), request.name()), GetAliasResponse.builder())
                .build();
    }

    private AliasConfiguration found(@Nullable String functionName, String name) {
        StoredFunction function = lambda.function(functionName);
        return Optional.ofNullable(function.aliases.get(name))
                .orElseThrow(() -> Faults.missing("Cannot find alias arn: " + function.arn + ":" + name));
    }

    private UpdateAliasResponse update(UpdateAliasRequest request) {
        AliasConfiguration before = found(request.functionName(), request.name());
        if (request.revisionId() != null && !request.revisionId().equals(before.revisionId())) {
            throw Faults.precondition();
        }
        AliasConfiguration.Builder after = before.toBuilder();
        Optional.ofNullable(request.functionVersion()).ifPresent(after::functionVersion);
        Optional.ofNullable(request.description()).ifPresent(after::description);
        Optional.ofNullable(request.routingConfig())
                .ifPresent(routing ->
                        after.routingConfig(routing.additionalVersionWeights().isEmpty() ? null : routing));
        AliasConfiguration alias = alias(lambda.function(request.functionName()), after.build());
        return Members.copied(alias, UpdateAliasResponse.builder()).build();
    }

    /** Deleting what is not there is no error, as long as the function is. */
    private DeleteAliasResponse delete(DeleteAliasRequest request) {
        StoredFunction function = lambda.function(request.functionName());
        function.aliases.remove(request.name());
        function.policies.remove(request.name());
        return DeleteAliasResponse.builder().build();
    }

    private ListAliasesResponse list(ListAliasesRequest request) {
        List<AliasConfiguration> found = lambda.function(request.functionName()).aliases.values().stream()
                .filter(alias -> request.functionVersion() == null
                        || alias.functionVersion().equals(request.functionVersion()))
                .toList();
        Integer asked = request.maxItems();
        Pages.Page<AliasConfiguration> page =
                Pages.of(found, asked == null ? PAGE : Math.min(asked, PAGE), PAGE, PAGE, request.marker());
        return ListAliasesResponse.builder()
                .aliases(page.items())
                .nextMarker(page.next())
                .build();
    }
}
