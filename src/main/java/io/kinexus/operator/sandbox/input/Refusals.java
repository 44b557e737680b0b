package io.kinexus.operator.sandbox.input;

import io.kinexus.operator.sandbox.AwsFault;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The codes that one service answers bad input with.
 *
 * @param missing for a required member that is not there
 * @param invalid for a value that is not allowed
 * @param tag for a tag that is not allowed
 * @param tags for more tags than one resource may have
 * @see <a href="https://docs.aws.amazon.com/awssupport/latest/APIReference/CommonErrors.html">Errors common to all</a>
 */
record Refusals(String missing, String invalid, String tag, String tags) {
    private static final String EXCEPTION = "ValidationException";
    private static final String ERROR = "ValidationError";
    private static final String PARAMETER = "InvalidParameterException";
    private static final String PARAMETER_VALUE = "InvalidParameterValueException";
    private static final String BAD_REQUEST = "BadRequestException";
    private static final String VALUE = "InvalidParameterValue";
    private static final String TOO_MANY = "TooManyTagsException";
    private static final String MISSING = "MissingParameter";
    private static final String XML = "MalformedXML";

    /** Each from the errors that the service's pages list; where a page names none, the common one of its protocol. */
    private static final Map<String, Refusals> BY_SERVICE = Map.ofEntries(
            Map.entry("acm", new Refusals(EXCEPTION, EXCEPTION, "InvalidTagException", TOO_MANY)),
            Map.entry("apigatewayv2", new Refusals(BAD_REQUEST, BAD_REQUEST, BAD_REQUEST, BAD_REQUEST)),
            Map.entry("applicationautoscaling", new Refusals(EXCEPTION, EXCEPTION, EXCEPTION, TOO_MANY)),
            Map.entry(
                    "backup",
                    new Refusals("MissingParameterValueException", PARAMETER_VALUE, PARAMETER_VALUE, PARAMETER_VALUE)),
            Map.entry("cloudwatch", new Refusals(MISSING, ERROR, VALUE, VALUE)),
            Map.entry("cloudwatchlogs", new Refusals(PARAMETER, PARAMETER, PARAMETER, TOO_MANY)),
            Map.entry("dynamodb", new Refusals(EXCEPTION, EXCEPTION, EXCEPTION, EXCEPTION)),
            Map.entry("ec2", new Refusals(MISSING, VALUE, VALUE, "TagLimitExceeded")),
            Map.entry("ecr", new Refusals(PARAMETER, PARAMETER, "InvalidTagParameterException", TOO_MANY)),
            Map.entry("ecs", new Refusals(PARAMETER, PARAMETER, PARAMETER, PARAMETER)),
            Map.entry("elasticache", new Refusals(MISSING, VALUE, VALUE, "TagQuotaPerResourceExceeded")),
            Map.entry("elasticloadbalancingv2", new Refusals(ERROR, ERROR, ERROR, "TooManyTags")),
            Map.entry("eventbridge", new Refusals(EXCEPTION, EXCEPTION, EXCEPTION, EXCEPTION)),
            Map.entry("iam", new Refusals(ERROR, ERROR, "InvalidInput", "LimitExceeded")),
            Map.entry("kms", new Refusals(EXCEPTION, EXCEPTION, "TagException", "LimitExceededException")),
            Map.entry("lambda", new Refusals(EXCEPTION, EXCEPTION, PARAMETER_VALUE, PARAMETER_VALUE)),
            Map.entry("rds", new Refusals(MISSING, VALUE, VALUE, VALUE)),
            Map.entry("resourcegroupstaggingapi", new Refusals(PARAMETER, PARAMETER, PARAMETER, PARAMETER)),
            Map.entry("route53", new Refusals("InvalidInput", "InvalidInput", "InvalidInput", "InvalidInput")),
            Map.entry("s3", new Refusals(XML, XML, "InvalidTag", "InvalidTag")),
            Map.entry("scheduler", new Refusals(EXCEPTION, EXCEPTION, EXCEPTION, EXCEPTION)),
            Map.entry("secretsmanager", new Refusals(EXCEPTION, EXCEPTION, PARAMETER, PARAMETER)),
            Map.entry("sns", new Refusals(ERROR, ERROR, "InvalidParameter", "TagLimitExceeded")),
            Map.entry("sqs", new Refusals(MISSING, VALUE, VALUE, VALUE)),
            Map.entry("sts", new Refusals(ERROR, ERROR, ERROR, ERROR)));

    private static final Refusals COMMON = new Refusals(EXCEPTION, EXCEPTION, EXCEPTION, EXCEPTION);
    private static final String CLIENT = "ClientException";
    private static final String IN_CORAL = "1 validation error detected: Value ";

    /** Task definitions are checked apart from the rest of ECS: every refusal there is a ClientException. */
    static Refusals of(String service, String action) {
        return service.equals("ecs") && action.equals("RegisterTaskDefinition")
                ? new Refusals(CLIENT, CLIENT, CLIENT, CLIENT)
                : Optional.ofNullable(BY_SERVICE.get(service)).orElse(COMMON);
    }

    static Set<String> services() {
        return BY_SERVICE.keySet();
    }

    AwsFault absent(String path) {
        return AwsFault.badRequest(
                missing,
                missing.equals(MISSING)
                        ? "The request must contain the parameter " + path
                        : IN_CORAL + "null at '" + path + "' failed to satisfy constraint: Member must not be null");
    }

    /** The value itself is not repeated: it may be a secret. */
    AwsFault broken(String path, String constraint) {
        return AwsFault.badRequest(
                invalid,
                invalid.equals(VALUE)
                        ? "Invalid value for the parameter " + path + ": must " + constraint
                        : IN_CORAL + "at '" + path + "' failed to satisfy constraint: Member must " + constraint);
    }

    AwsFault badTag(String why) {
        return AwsFault.badRequest(tag, why);
    }

    AwsFault tooManyTags(int most) {
        return AwsFault.badRequest(tags, "A resource can have at most " + most + " tags.");
    }
}
