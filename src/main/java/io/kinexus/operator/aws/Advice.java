package io.kinexus.operator.aws;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person has to do about an error that does not pass by itself: one line, what is wrong and what helps.
 *
 * @param text begins with {@code needs you:}
 * @param outside what helps is done outside the files (a permission, a quota, a name set free): worth trying again from time
 *     to time, although nothing here has changed
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">access denied messages</a>
 */
record Advice(String text, boolean outside) {
    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "AccessDeniedFault",
            "AuthorizationError",
            "AuthorizationErrorException",
            "NotAuthorized",
            "UnauthorizedException",
            "UnauthorizedOperation");
    private static final Set<String> EXPIRED =
            Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");
    private static final Set<String> UNKNOWN_KEY = Set.of(
            "AuthFailure",
            "IncompleteSignature",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");
    private static final Set<String> OPT_IN = Set.of("OptInRequired", "SubscriptionRequiredException");
    private static final Set<String> QUOTA = Set.of(
            "LimitExceeded",
            "LimitExceededException",
            "LimitExceededFault",
            "ResourceLimitExceeded",
            "ServiceQuotaExceededException");
    private static final Set<String> TAKEN = Set.of(
            "BucketAlreadyExists",
            "DBInstanceAlreadyExists",
            "DBSubnetGroupAlreadyExists",
            "CacheSubnetGroupAlreadyExists",
            "DuplicateLoadBalancerName",
            "DuplicateTargetGroupName",
            "EntityAlreadyExists",
            "EntityAlreadyExistsException",
            "InvalidGroup.Duplicate",
            "ReplicationGroupAlreadyExists",
            "ReplicationGroupAlreadyExistsFault",
            "ResourceAlreadyExistsException",
            "ResourceExistsException");
    /** Whose role it is, by the prefix of the service's actions. */
    private static final Map<String, String> PRINCIPALS = Map.of(
            "application-autoscaling", "ecs.application-autoscaling.amazonaws.com",
            "ecs", "ecs.amazonaws.com",
            "elasticache", "elasticache.amazonaws.com",
            "elasticloadbalancing", "elasticloadbalancing.amazonaws.com",
            "rds", "rds.amazonaws.com");

    private static final Pattern INVALID = Pattern.compile(
            "Validation(Error|Exception)|Invalid(Parameter|Request|Input|Argument|Configuration).*|.*Malformed.*"
                    + "|ClientException|MissingParameter|MissingRequiredParameter|InvalidVpcID.*|PatternSyntax.*");

    private static final Pattern ACTION = Pattern.compile("not authorized to perform:? ([a-z0-9-]+:[A-Za-z0-9*]+)");
    private static final Pattern RESOURCE = Pattern.compile("on resource:? (arn:[^ ]+?)[.,]?( |$)");
    private static final Pattern LINKED = Pattern.compile("(?i)service[- ]linked role");
    private static final Pattern ENCODED = Pattern.compile("\\s*Encoded authorization failure message: \\S+");

    /**
     * Empty for what needs no advice of ours: AWS's own words then stand as they are.
     *
     * @param call the IAM action of the call that was refused, where it is known
     */
    static Optional<Advice> of(String code, String message, Optional<String> call) {
        if (DENIED.contains(code)) {
            return Optional.of(outside(denied(code, message, call)));
        }
        if (EXPIRED.contains(code)) {
            return Optional.of(outside("AWS credentials have expired (" + code
                    + "); renew them where the operator gets them from: AWS_PROFILE, the role or the environment"));
        }
        if (UNKNOWN_KEY.contains(code)) {
            return Optional.of(outside("AWS does not know these credentials (" + said(code, message)
                    + "); check the key, the clock, and that the region is enabled for the account"));
        }
        if (OPT_IN.contains(code)) {
            return Optional.of(outside("the region or service is not enabled for this account (" + said(code, message)
                    + "); enable it under Account settings, AWS Regions, or declare another region"));
        }
        return LINKED.matcher(message).find() || code.startsWith("ServiceLinkedRoleNotFound")
                ? Optional.of(outside(linked(code, message, call)))
                : byRequest(code, message);
    }

    /** For what ought to pass by itself and does not. */
    static Advice lasting(String code, String message, Optional<String> call) {
        return outside(
                LINKED.matcher(message).find()
                        ? linked(code, message, call)
                        : "AWS still says so after a minute (" + said(code, message)
                                + "); look at what it names: that it is there, and that the service may use it");
    }

    private static Optional<Advice> byRequest(String code, String message) {
        Optional<Quotas.Quota> quota = Quotas.of(code, message);
        if (quota.isPresent() || QUOTA.contains(code)) {
            return Optional.of(outside(quota(quota, said(code, message))));
        }
        if (TAKEN.contains(code)) {
            return Optional.of(
                    outside("the name is taken by something that is not this environment's (" + said(code, message)
                            + "); declare another metadata.name, point at it with existing:, or remove it"));
        }
        if (message.contains("scheduled for deletion")) {
            return Optional.of(outside("the name still belongs to a deleted secret (" + said(code, message)
                    + "); aws secretsmanager restore-secret brings it back, or wait until its recovery window ends"));
        }
        return INVALID.matcher(code).matches()
                ? Optional.of(new Advice(
                        "needs you: AWS does not accept this (" + said(code, message) + "); change the declaration",
                        false))
                : Optional.empty();
    }

    /** When the SDK found nothing to sign with. */
    static Optional<Advice> unsigned(String message) {
        if (message.contains("Unable to load credentials")) {
            return Optional.of(
                    outside("no AWS credentials were found; set AWS_PROFILE, AWS_ACCESS_KEY_ID with its secret,"
                            + " or give the operator's task or instance a role"));
        }
        return message.contains("Unable to load region")
                ? Optional.of(outside("no AWS region was found; set AWS_REGION or declare it in the Environment"))
                : Optional.empty();
    }

    /** When the request broke a rule that AWS publishes. */
    static Advice unsent(String violations) {
        return new Advice(
                "needs you: AWS would not accept this, so it was not sent: " + violations + "; change the declaration",
                false);
    }

    private static Advice outside(String text) {
        return new Advice("needs you: " + text, true);
    }

    private static String denied(String code, String message, Optional<String> call) {
        Optional<String> action = first(ACTION, message);
        if (action.isEmpty()) {
            return call.map(known -> "access denied in the call " + known + ", and AWS does not say for which action ("
                            + said(code, message) + "); add " + allow(known, "*") + " to the operator's policy, or what"
                            + " kinexus iam prints beside it; ")
                    .orElseGet(() -> "access denied, and AWS does not say for which action (" + said(code, message)
                            + "); compare the operator's policy with what kinexus iam prints, or ")
                    .concat("decode AWS's message with aws sts decode-authorization-message");
        }
        String resource = first(RESOURCE, message).orElse("*");
        String wrong = "access denied: " + action.get() + " on " + resource;
        if (message.contains("explicit deny")) {
            return wrong + " is forbidden by an explicit deny" + where(message)
                    + "; lift that: an Allow beside it does not help";
        }
        return wrong + "; add " + allow(action.get(), resource)
                + " to the operator's policy (kinexus iam prints the whole of it)";
    }

    private static String allow(String action, String resource) {
        return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}";
    }

    private static String where(String message) {
        return first(Pattern.compile("explicit deny in an? ([a-z -]+policy|permissions boundary)"), message)
                .map(place -> " in its " + place)
                .orElse("");
    }

    private static String linked(String code, String message, Optional<String> call) {
        String service = message.contains("ECS") ? "ecs" : call.orElse("").split(":", 2)[0];
        return "a service-linked role is missing (" + said(code, message)
                + "); allow the operator iam:CreateServiceLinkedRole, or make it once with aws iam"
                + " create-service-linked-role --aws-service-name "
                + PRINCIPALS.getOrDefault(service, "<service>.amazonaws.com");
    }

    private static String quota(Optional<Quotas.Quota> quota, String said) {
        return quota.map(one -> "quota " + one.named() + " is used up (" + said + "); ask for more with " + one.ask()
                        + ", or remove what is unused")
                .orElseGet(() ->
                        "a quota is used up (" + said + "); ask for more in Service Quotas, or remove what is unused");
    }

    /** One line, without what only AWS can read. */
    private static String said(String code, String message) {
        String line =
                ENCODED.matcher(message).replaceAll("").replaceAll("\\s+", " ").strip();
        String stripped = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        return stripped.isEmpty() || stripped.startsWith(code) ? code : code + ": " + stripped;
    }

    private static Optional<String> first(Pattern pattern, String message) {
        Matcher match = pattern.matcher(message);
        return match.find() ? Optional.of(match.group(1)) : Optional.empty();
    }
}
