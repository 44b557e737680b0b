package io.kinexus.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.run.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** AWS's own codes and messages, and what a person reads. */
class AdviceTest {
    private static final String USER = "User: arn:aws:sts::123456789012:assumed-role/kinexus/one";

    private record Case(String code, String message, boolean outside, List<String> wanted) {
        Case(String code, String message, boolean outside, String... wanted) {
            this(code, message, outside, List.of(wanted));
        }

        @Override
        public String toString() {
            return code + ": " + message;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        "AccessDeniedException",
                        USER + " is not authorized to perform: ecs:CreateService on resource:"
                                + " arn:aws:ecs:us-east-1:123456789012:service/main/api because no identity-based policy"
                                + " allows the ecs:CreateService action",
                        true,
                        "access denied: ecs:CreateService on arn:aws:ecs:us-east-1:123456789012:service/main/api",
                        "{\"Effect\":\"Allow\",\"Action\":\"ecs:CreateService\",\"Resource\":"
                                + "\"arn:aws:ecs:us-east-1:123456789012:service/main/api\"}"),
                new Case(
                        "UnauthorizedOperation",
                        "You are not authorized to perform this operation. " + USER + " is not authorized to perform:"
                                + " ec2:CreateVpc on resource:"
                                + " arn:aws:ec2:us-east-1:123456789012:vpc/*"
                                + " because no identity-based"
                                + " policy allows the"
                                + " ec2:CreateVpc action. Encoded"
                                + " authorization failure message:"
                                + " 4rqUfn2PGYH5wlS3bQ",
                        true,
                        "\"Action\":\"ec2:CreateVpc\",\"Resource\":\"arn:aws:ec2:us-east-1:123456789012:vpc/*\""),
                new Case(
                        "UnauthorizedOperation",
                        "You are not authorized to perform this operation. Encoded authorization failure message:"
                                + " 4rqUfn2PGYH5wlS3bQ",
                        true,
                        "AWS does not say for which action",
                        "kinexus iam",
                        "decode-authorization-message"),
                new Case(
                        "AccessDenied",
                        USER + " is not authorized to perform: iam:PassRole on resource:"
                                + " arn:aws:iam::123456789012:role/test-api-task because no identity-based policy allows"
                                + " the iam:PassRole action",
                        true,
                        "\"Action\":\"iam:PassRole\""),
                new Case(
                        "AccessDenied",
                        USER
                                + " is not authorized to perform: sns:CreateTopic on resource: arn:aws:sns:x with an"
                                + " explicit deny in a service control policy",
                        true,
                        "explicit deny in its service control policy",
                        "an Allow beside it does not help"),
                new Case(
                        "VpcLimitExceeded",
                        "The maximum number of VPCs has been reached.",
                        true,
                        "quota L-F678F1CE (vpc, VPCs per Region) is used up",
                        "--service-code vpc --quota-code L-F678F1CE"),
                new Case("TooManyLoadBalancers", "The quota of 50 was exceeded", true, "L-53DA6B97"),
                new Case(
                        "AddressLimitExceeded",
                        "The maximum number of addresses has been reached.",
                        true,
                        "L-0263D0A3"),
                new Case("InstanceQuotaExceededFault", "It would exceed the quota", true, "L-7B6409FD"),
                new Case(
                        "LimitExceeded",
                        "Cannot exceed quota for RolesPerAccount: 1000",
                        true,
                        "L-FE177D64",
                        "--region us-east-1"),
                new Case(
                        "VpcEndpointLimitExceeded",
                        "The maximum number of VPC endpoints has been reached.",
                        true,
                        "Gateway VPC endpoints per Region L-1B52E74A or Interface VPC endpoints per VPC L-29B6F2EB",
                        "--quota-code <the one that is used up>"),
                new Case("LimitExceeded", "Something else is too many", true, "a quota is used up"),
                new Case(
                        "BucketAlreadyExists",
                        "The requested bucket name is not available.",
                        true,
                        "the name is taken"),
                new Case(
                        "EntityAlreadyExists",
                        "Role with name x already exists.",
                        true,
                        "the name is taken",
                        "existing:"),
                new Case(
                        "DuplicateLoadBalancerName",
                        "A load balancer with that name exists",
                        true,
                        "the name is taken"),
                new Case(
                        "InvalidRequestException",
                        "You can't create this secret because a secret with this name is already scheduled for"
                                + " deletion.",
                        true,
                        "restore-secret"),
                new Case(
                        "InvalidParameterValue",
                        "Unable to create the resource. Verify that you have permission to create service linked role.",
                        true,
                        "a service-linked role is missing",
                        "iam:CreateServiceLinkedRole"),
                new Case(
                        "OptInRequired",
                        "You are not subscribed to this service.",
                        true,
                        "not enabled for this account"),
                new Case("ExpiredToken", "The security token included in the request is expired", true, "have expired"),
                new Case("UnrecognizedClientException", "The security token is invalid.", true, "region is enabled"),
                new Case(
                        "ValidationError",
                        "1 validation error detected: Value '31' at 'retentionInDays' failed to satisfy constraint.",
                        false,
                        "AWS does not accept this (ValidationError: 1 validation error detected",
                        "change the declaration"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void oneLineSaysWhatIsWrongAndWhatToDo(Case it) {
        Outcome outcome = AwsFailures.outcome(failure(it.code(), it.message()));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Terminal.class, terminal -> {
            assertThat(terminal.failure().message())
                    .startsWith("needs you: ")
                    .contains(it.wanted())
                    .doesNotContain("4rqUfn2PGYH5wlS3bQ", "\n");
            assertThat(terminal.failure().outside()).isEqualTo(it.outside());
        });
        assertThat(AwsFailures.says(failure(it.code(), it.message()))).startsWith("needs you: ");
    }

    @Test
    void withoutCredentialsNothingIsTriedInCircles() {
        SdkException none = SdkClientException.create(
                "Unable to load credentials from any of the providers in the chain AwsCredentialsProviderChain");
        assertThat(AwsFailures.outcome(none)).isInstanceOfSatisfying(Outcome.Terminal.class, terminal -> assertThat(
                        terminal.failure().message())
                .startsWith("needs you: no AWS credentials were found"));
        assertThat(AwsFailures.outcome(SdkClientException.create("Connection reset")))
                .isInstanceOf(Outcome.Retryable.class);
    }

    /** A client of the SDK says which call it was, where AWS's message is only for AWS. */
    @Test
    void theCallIsNamedWhereAwsNamesNoAction() {
        String encoded = "You are not authorized to perform this operation. Encoded authorization failure message: x";
        assertThat(Advice.of("UnauthorizedOperation", encoded, Optional.of("ec2:CreateVpc"))
                        .orElseThrow()
                        .text())
                .contains(
                        "access denied in the call ec2:CreateVpc",
                        "{\"Effect\":\"Allow\",\"Action\":\"ec2:CreateVpc\",\"Resource\":\"*\"}",
                        "decode-authorization-message");
        assertThat(Advice.of("AccessDenied", USER + " is not authorized to perform: iam:PassRole", Optional.of("x:Y"))
                        .orElseThrow()
                        .text())
                .contains("access denied: iam:PassRole")
                .doesNotContain("x:Y");
    }

    /** The command can be copied as it is. */
    @ParameterizedTest
    @CsvSource({
        "rds:CreateDBInstance, rds.amazonaws.com",
        "elasticloadbalancing:CreateLoadBalancer, elasticloadbalancing.amazonaws.com",
        "application-autoscaling:RegisterScalableTarget, ecs.application-autoscaling.amazonaws.com",
        "ecs:CreateService, ecs.amazonaws.com"
    })
    void theServiceLinkedRoleIsThatOfTheCall(String call, String principal) {
        String message = "Verify that you have permission to create service linked role.";
        assertThat(Advice.of("InvalidParameterValue", message, Optional.of(call))
                        .orElseThrow()
                        .text())
                .endsWith("--aws-service-name " + principal);
    }

    @Test
    void whatPassesByItselfNeedsNobody() {
        assertThat(AwsFailures.outcome(failure("ThrottlingException", "Rate exceeded")))
                .isInstanceOf(Outcome.Retryable.class);
        assertThat(AwsFailures.says(failure("ThrottlingException", "Rate exceeded")))
                .isEqualTo("ThrottlingException: Rate exceeded");
    }

    private static AwsServiceException failure(String code, String message) {
        return Ec2Exception.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
