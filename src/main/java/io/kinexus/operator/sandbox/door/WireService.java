package io.kinexus.operator.sandbox.door;

import java.util.Arrays;
import java.util.Optional;

/**
 * The services that have a door: name in signatures, package in the SDK, and the protocol that its clients speak.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/index.html">AWS protocols</a>
 */
enum WireService {
    ECS("ecs", "ecs", Protocol.JSON),
    ELB("elasticloadbalancing", "elasticloadbalancingv2", Protocol.QUERY),
    SCALING("application-autoscaling", "applicationautoscaling", Protocol.JSON),
    CLOUDWATCH("monitoring", "cloudwatch", Protocol.QUERY),
    LOGS("logs", "cloudwatchlogs", Protocol.JSON),
    EC2("ec2", "ec2", Protocol.EC2),
    IAM("iam", "iam", Protocol.QUERY),
    STS("sts", "sts", Protocol.QUERY),
    SECRETS("secretsmanager", "secretsmanager", Protocol.JSON),
    TAGGING("tagging", "resourcegroupstaggingapi", Protocol.JSON),
    SNS("sns", "sns", Protocol.QUERY),
    ACM("acm", "acm", Protocol.JSON),
    ECR("ecr", "ecr", Protocol.JSON),
    KMS("kms", "kms", Protocol.JSON),
    EVENTS("events", "eventbridge", Protocol.JSON),
    SQS("sqs", "sqs", Protocol.JSON),
    RDS("rds", "rds", Protocol.QUERY),
    ELASTICACHE("elasticache", "elasticache", Protocol.QUERY),
    DYNAMODB("dynamodb", "dynamodb", Protocol.JSON),
    S3("s3", "s3", Protocol.REST_XML),
    ROUTE53("route53", "route53", Protocol.REST_XML),
    LAMBDA("lambda", "lambda", Protocol.REST_JSON),
    APIGATEWAYV2("apigateway", "apigatewayv2", Protocol.REST_JSON),
    BACKUP("backup", "backup", Protocol.REST_JSON),
    SCHEDULER("scheduler", "scheduler", Protocol.REST_JSON);

    /** How requests and answers look; a client may also speak JSON or CBOR where the usual one is Query. */
    enum Protocol {
        JSON,
        QUERY,
        EC2,
        REST_XML,
        REST_JSON
    }

    private final String signingName;
    private final String sdkPackage;
    private final Protocol protocol;

    WireService(String signingName, String sdkPackage, Protocol protocol) {
        this.signingName = signingName;
        this.sdkPackage = sdkPackage;
        this.protocol = protocol;
    }

    static Optional<WireService> signedAs(String name) {
        return Arrays.stream(values()).filter(s -> s.signingName.equals(name)).findFirst();
    }

    Protocol protocol() {
        return protocol;
    }

    String signingName() {
        return signingName;
    }

    /** As the SDK names it, and so the log of calls. */
    String sdkPackage() {
        return sdkPackage;
    }

    /** The package of its requests, with a dot at the end. */
    String model() {
        return "software.amazon.awssdk.services." + sdkPackage + ".model.";
    }
}
