package io.kinexus.operator.sandbox.lambda;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.ec2.Ec2Sandbox;
import io.kinexus.operator.sandbox.iam.IamSandbox;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.lambda.model.EphemeralStorage;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.SnapStart;
import software.amazon.awssdk.services.lambda.model.TracingConfig;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.VpcConfig;
import software.amazon.awssdk.services.lambda.model.VpcConfigResponse;

/**
 * What may be said of a function beside its code, checked as Lambda checks it. Members that a request leaves out stay.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html">
 *     UpdateFunctionConfiguration</a>
 */
final class Configurations {
    private static final int VARIABLES = 4096;
    private static final String NAME = "[a-zA-Z][a-zA-Z0-9_]+";
    /** Of AWS_*, functions may not set any of these. */
    private static final Set<String> RESERVED = Set.of(
            "AWS_REGION",
            "AWS_DEFAULT_REGION",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_LAMBDA_RUNTIME_API");
    /** Blocked for create and update by now. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
    private static final Set<String> ENDED = Set.of(
            "nodejs",
            "nodejs4.3",
            "nodejs4.3-edge",
            "nodejs6.10",
            "nodejs8.10",
            "nodejs10.x",
            "nodejs12.x",
            "nodejs14.x",
            "python2.7",
            "python3.6",
            "python3.7",
            "dotnetcore1.0",
            "dotnetcore2.0",
            "dotnetcore2.1",
            "dotnetcore3.1",
            "ruby2.5",
            "ruby2.7",
            "java8",
            "go1.x",
            "provided");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);

    private final Account account;

    Configurations(Account account) {
        this.account = account;
    }

    /** Lambda's defaults. */
    FunctionConfiguration usual(String name) {
        return FunctionConfiguration.builder()
                .functionName(name)
                .functionArn(account.arn("lambda", "function:" + name))
                .version(StoredFunction.LATEST)
                .description("")
                .timeout(3)
                .memorySize(128)
                .packageType("Zip")
                .architecturesWithStrings("x86_64")
                .tracingConfig(t -> t.mode("PassThrough"))
                .ephemeralStorage(EphemeralStorage.builder().size(512).build())
                .snapStart(s -> s.applyOn("None").optimizationStatus("Off"))
                .loggingConfig(LoggingConfig.builder()
                        .logFormat("Text")
                        .logGroup("/aws/lambda/" + name)
                        .build())
                .build();
    }

    /** @throws io.kinexus.operator.sandbox.AwsFault for what Lambda refuses */
    FunctionConfiguration applied(UpdateFunctionConfigurationRequest asked, FunctionConfiguration before) {
        check(asked);
        FunctionConfiguration.Builder after = Members.copied(plain(asked), before.toBuilder());
        if (asked.environment() != null) {
            Map<String, String> variables = asked.environment().variables();
            after.environment(e -> e.variables(variables));
        }
        Optional.ofNullable(asked.tracingConfig())
                .map(TracingConfig::modeAsString)
                .ifPresent(mode -> after.tracingConfig(t -> t.mode(mode)));
        Optional.ofNullable(asked.snapStart())
                .map(SnapStart::applyOnAsString)
                .ifPresent(on -> after.snapStart(s -> s.applyOn(on).optimizationStatus("Off")));
        Optional.ofNullable(asked.vpcConfig()).ifPresent(vpc -> after.vpcConfig(vpc(vpc)));
        if (asked.hasLayers()) {
            after.layers(asked.layers().stream()
                    .map(arn -> software.amazon.awssdk.services.lambda.model.Layer.builder()
                            .arn(arn)
                            .codeSize(0L)
                            .build())
                    .toList());
        }
        Optional.ofNullable(asked.imageConfig())
                .ifPresent(image -> after.imageConfigResponse(r -> r.imageConfig(image)));
        return touched(after.functionName(before.functionName()).build());
    }

    /** The members that both sides have in the same type; those that are told in another form are set one by one. */
    private static UpdateFunctionConfigurationRequest plain(UpdateFunctionConfigurationRequest asked) {
        return asked.toBuilder()
                .environment((software.amazon.awssdk.services.lambda.model.Environment) null)
                .tracingConfig((TracingConfig) null)
                .snapStart((SnapStart) null)
                .vpcConfig((VpcConfig) null)
                .layers((List<String>) null)
                .build();
    }

    /** A change gives it another revision and time. */
    FunctionConfiguration touched(FunctionConfiguration changed) {
        return changed.toBuilder()
                .revisionId(account.dice().uuid())
                .lastModified(TIME.format(account.now()))
                .build();
    }

    private VpcConfigResponse vpc(VpcConfig asked) {
        Ec2Sandbox ec2 = account.service(Ec2Sandbox.class);
        Optional<String> vpcId = Optional.empty();
        for (String subnetId : asked.subnetIds()) {
            Subnet subnet = ec2.subnet(subnetId)
                    .orElseThrow(() -> Faults.invalid("Error occurred while DescribeSubnets. EC2 Error Code:"
                            + " InvalidSubnetID.NotFound. EC2 Error Message: The subnet ID '" + subnetId
                            + "' does not exist"));
            vpcId = Optional.of(subnet.vpcId());
        }
        for (String groupId : asked.securityGroupIds()) {
            if (ec2.securityGroup(groupId).isEmpty()) {
                throw Faults.invalid("Error occurred while DescribeSecurityGroups. EC2 Error Code:"
                        + " InvalidGroup.NotFound. EC2 Error Message: The security group '" + groupId
                        + "' does not exist");
            }
        }
        return VpcConfigResponse.builder()
                .subnetIds(asked.subnetIds())
                .securityGroupIds(asked.securityGroupIds())
                .vpcId(vpcId.orElse(""))
                .ipv6AllowedForDualStack(false)
                .build();
    }

    private void check(UpdateFunctionConfigurationRequest asked) {
        Optional.ofNullable(asked.role())
                .filter(role -> !account.service(IamSandbox.class).assumable(role, "lambda.amazonaws.com"))
                .ifPresent(role -> {
                    throw Faults.invalid("The role defined for the function cannot be assumed by Lambda.");
                });
        Optional.ofNullable(asked.runtimeAsString()).filter(ENDED::contains).ifPresent(runtime -> {
            throw Faults.invalid("The runtime parameter of " + runtime
                    + " is no longer supported for creating or updating AWS Lambda functions. We recommend you use a"
                    + " supported runtime while creating or updating functions.");
        });
        Optional.ofNullable(asked.vpcConfig())
                .filter(vpc ->
                        vpc.subnetIds().isEmpty() != vpc.securityGroupIds().isEmpty())
                .ifPresent(vpc -> {
                    throw Faults.invalid("SubnetIds and SecurityIds must coexist or be both empty list.");
                });
        if (asked.environment() != null) {
            check(asked.environment().variables());
        }
    }

    /** @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Environment variables</a> */
    private static void check(Map<String, String> variables) {
        int size = 0;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            if (RESERVED.contains(variable.getKey())) {
                throw Faults.invalid("Lambda was unable to configure your environment variables because the environment"
                        + " variables you have provided contains reserved keys that are currently not supported for"
                        + " modification. Reserved keys used in this request: " + variable.getKey());
            }
            if (!variable.getKey().matches(NAME)) {
                throw Faults.invalid("1 validation error detected: Value at 'environment.variables' failed to satisfy"
                        + " constraint: Map keys must satisfy constraint: [Member must satisfy regular expression"
                        + " pattern: [a-zA-Z]([a-zA-Z0-9_])+]");
            }
            size += variable.getKey().length() + variable.getValue().length();
        }
        if (size > VARIABLES) {
            throw Faults.invalid("Lambda was unable to configure your environment variables because the environment"
                    + " variables you have provided exceeded the 4KB limit.");
        }
    }
}
