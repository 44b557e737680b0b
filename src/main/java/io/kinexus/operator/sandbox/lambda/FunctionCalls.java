package io.kinexus.operator.sandbox.lambda;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.ec2.Ec2Sandbox;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.FunctionCodeLocation;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.VpcConfigResponse;

/**
 * Functions made, read and removed. A new one is Pending for a while, which is a guess: five seconds, and a minute in a VPC,
 * whose network interfaces it holds for ten minutes after it is gone.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html">Function states</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html">Network interfaces</a>
 */
final class FunctionCalls {
    private static final Duration START = Duration.ofSeconds(5);
    private static final Duration START_IN_VPC = Duration.ofSeconds(60);
    private static final Duration INTERFACES_STAY = Duration.ofMinutes(10);
    private static final int PAGE = 50;
    private static final int NO_CONTENT = 204;
    private static final int MOST = 10_000;

    private final LambdaSandbox lambda;

    FunctionCalls(LambdaSandbox lambda) {
        this.lambda = lambda;
    }

    void install(Handlers handlers) {
        handlers.on(CreateFunctionRequest.class, this::create);
        handlers.on(GetFunctionRequest.class, this::get);
        handlers.on(GetFunctionConfigurationRequest.class, this::configuration);
        handlers.on(ListFunctionsRequest.class, this::list);
        handlers.on(DeleteFunctionRequest.class, this::delete);
    }

    private CreateFunctionResponse create(CreateFunctionRequest request) {
        String name = FunctionName.of(request.functionName(), null).name();
        if (lambda.find(name).isPresent()) {
            throw Faults.conflict("Function already exist: " + name);
        }
        FunctionCode from = request.code();
        SdkBytes code =
                new CodeStore(account()).take(from.zipFile(), from.s3Bucket(), from.s3Key(), from.s3ObjectVersion());
        if (request.runtime() == null || request.handler() == null) {
            throw Faults.invalid("Runtime and Handler are mandatory parameters for functions created with deployment"
                    + " packages.");
        }
        Configurations configurations = new Configurations(account());
        UpdateFunctionConfigurationRequest asked = Members.copied(request, UpdateFunctionConfigurationRequest.builder())
                .build();
        FunctionConfiguration.Builder made = configurations.applied(asked, configurations.usual(name)).toBuilder()
                .codeSize(CodeStore.size(code))
                .codeSha256(CodeStore.sha256(code))
                .state("Pending")
                .stateReason("The function is being created.")
                .stateReasonCode("Creating")
                .lastUpdateStatus("Successful");
        if (request.hasArchitectures()) {
            made.architectures(request.architectures());
        }
        StoredFunction function = new StoredFunction(made.build(), code);
        lambda.functions().put(name, function);
        account().service(TagStore.class).put(function.arn, request.tags());
        start(function);
        FunctionConfiguration shown = Boolean.TRUE.equals(request.publish())
                ? VersionCalls.published(function, Optional.empty())
                : function.latest;
        return Members.copied(shown, CreateFunctionResponse.builder()).build();
    }

    private void start(StoredFunction function) {
        VpcConfigResponse vpc = function.latest.vpcConfig();
        boolean inVpc = vpc != null && !vpc.subnetIds().isEmpty();
        if (inVpc) {
            function.interfaces = new TreeSet<>(vpc.subnetIds().stream()
                    .map(subnet -> account()
                            .service(Ec2Sandbox.class)
                            .attach(subnet, vpc.securityGroupIds(), "lambda", "AWS Lambda VPC ENI-" + function.name)
                            .id())
                    .toList());
        }
        account().clock().after(inVpc ? START_IN_VPC : START, () -> {
            function.latest = active(function.latest);
            function.versions.replaceAll((number, version) -> active(version));
        });
    }

    private static FunctionConfiguration active(FunctionConfiguration one) {
        return one.toBuilder()
                .state("Active")
                .stateReason(null)
                .stateReasonCode((String) null)
                .build();
    }

    private GetFunctionResponse get(GetFunctionRequest request) {
        FunctionName named = FunctionName.of(request.functionName(), request.qualifier());
        StoredFunction function = lambda.function(named);
        GetFunctionResponse.Builder answer = GetFunctionResponse.builder()
                .configuration(shown(function, named))
                .code(FunctionCodeLocation.builder()
                        .repositoryType("S3")
                        .location("https://awslambda-" + account().region() + "-tasks.s3."
                                + account().region() + ".amazonaws.com/snapshots/"
                                + account().id() + "/" + function.name)
                        .build())
                .tags(account().service(TagStore.class).of(function.arn));
        function.reserved.ifPresent(count -> answer.concurrency(c -> c.reservedConcurrentExecutions(count)));
        return answer.build();
    }

    private GetFunctionConfigurationResponse configuration(GetFunctionConfigurationRequest request) {
        FunctionName named = FunctionName.of(request.functionName(), request.qualifier());
        return Members.copied(shown(lambda.function(named), named), GetFunctionConfigurationResponse.builder())
                .build();
    }

    /** With the ARN that it was asked by. */
    private static FunctionConfiguration shown(StoredFunction function, FunctionName named) {
        return function.need(named.qualifier()).toBuilder()
                .functionArn(function.arn(named.qualifier()))
                .build();
    }

    private ListFunctionsResponse list(ListFunctionsRequest request) {
        boolean all = "ALL".equals(request.functionVersionAsString());
        Collection<FunctionConfiguration> found = lambda.functions().values().stream()
                .flatMap(function -> Stream.concat(
                        Stream.of(function.latest), all ? function.versions.values().stream() : Stream.empty()))
                .toList();
        Pages.Page<FunctionConfiguration> page =
                Pages.of(found, size(request.maxItems()), PAGE, PAGE, request.marker());
        return ListFunctionsResponse.builder()
                .functions(page.items())
                .nextMarker(page.next())
                .build();
    }

    /** More than 50 may be asked for; no page has more. */
    private static int size(@org.jspecify.annotations.Nullable Integer asked) {
        if (asked != null && (asked < 1 || asked > MOST)) {
            throw Faults.invalid("MaxItems must be between 1 and " + MOST);
        }
        return asked == null ? PAGE : Math.min(asked, PAGE);
    }

    private DeleteFunctionResponse delete(DeleteFunctionRequest request) {
        FunctionName named = FunctionName.of(request.functionName(), request.qualifier());
        StoredFunction function = lambda.function(named);
        if (named.qualifier().isPresent()) {
            deleteVersion(function, named.qualifier().get());
            return DeleteFunctionResponse.builder().statusCode(NO_CONTENT).build();
        }
        lambda.functions().remove(function.name);
        account().service(TagStore.class).forget(function.arn);
        List<String> held = List.copyOf(function.interfaces);
        account()
                .clock()
                .after(
                        INTERFACES_STAY,
                        () -> held.forEach(
                                id -> account().service(Ec2Sandbox.class).detach(id)));
        return DeleteFunctionResponse.builder().statusCode(NO_CONTENT).build();
    }

    private static void deleteVersion(StoredFunction function, String version) {
        if (!version.matches("[0-9]{1,9}")) {
            throw Faults.invalid("$LATEST version cannot be deleted without deleting the function.");
        }
        List<String> pointing = function.aliases.values().stream()
                .filter(alias -> alias.functionVersion().equals(version))
                .map(alias -> alias.aliasArn())
                .toList();
        if (!pointing.isEmpty()) {
            throw Faults.conflict("Unable to delete version because the following aliases reference it: " + pointing);
        }
        function.versions.remove(Integer.valueOf(version));
    }

    private Account account() {
        return lambda.account();
    }
}
