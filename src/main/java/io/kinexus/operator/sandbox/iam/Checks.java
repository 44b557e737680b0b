package io.kinexus.operator.sandbox.iam;

import io.kinexus.operator.sandbox.AwsFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * IAM's limits and forms of input.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">Quotas</a>
 */
final class Checks {
    static final int HOUR = 3600;
    private static final int TWELVE_HOURS = 43_200;
    private static final int NAME = 64;
    private static final int POLICY_NAME = 128;
    private static final int DESCRIPTION = 1000;
    private static final int TAGS = 50;
    private static final int MISSING = 404;
    private static final int CONFLICT = 409;

    private Checks() {}

    static String roleName(@Nullable String name) {
        return name(name, NAME, "roleName");
    }

    static String policyName(@Nullable String name) {
        return name(name, POLICY_NAME, "policyName");
    }

    private static String name(@Nullable String name, int most, String member) {
        if (name == null || !name.matches("[\\w+=,.@-]+")) {
            throw invalid("The specified value for " + member
                    + " is invalid. It must contain only alphanumeric characters" + " and/or the following: +=,.@_-");
        }
        if (name.length() > most) {
            throw invalid("1 validation error detected: Value at '" + member
                    + "' failed to satisfy constraint: Member must have length less than or equal to " + most);
        }
        return name;
    }

    static String path(@Nullable String path) {
        String given = Optional.ofNullable(path).orElse("/");
        if (!given.matches("/|/[\\x21-\\x7E]{1,510}/")) {
            throw invalid("The specified value for path is invalid. It must begin and end with / and contain only"
                    + " alphanumeric characters and/or / characters.");
        }
        return given;
    }

    static String description(@Nullable String text) {
        String given = Optional.ofNullable(text).orElse("");
        if (given.length() > DESCRIPTION) {
            throw invalid(
                    "1 validation error detected: Value at 'description' failed to satisfy constraint: Member must have"
                            + " length less than or equal to " + DESCRIPTION);
        }
        return given;
    }

    static int session(@Nullable Integer seconds) {
        int given = seconds == null ? HOUR : seconds;
        if (given < HOUR || given > TWELVE_HOURS) {
            throw invalid(
                    "1 validation error detected: Value at 'maxSessionDuration' failed to satisfy constraint: Member"
                            + " must have value between " + HOUR + " and " + TWELVE_HOURS);
        }
        return given;
    }

    /** The tags of a resource after these were put on it. */
    static Map<String, String> tags(Map<String, String> before, List<Tag> more) {
        Map<String, String> tags = new LinkedHashMap<>(before);
        for (Tag tag : more) {
            if (tag.key() == null || tag.key().isEmpty() || tag.key().startsWith("aws:")) {
                throw AwsFault.badRequest("InvalidInput", "The tag key " + tag.key() + " is not allowed.");
            }
            tags.put(tag.key(), Optional.ofNullable(tag.value()).orElse(""));
        }
        if (tags.size() > TAGS) {
            throw limit("The number of tags has reached the maximum limit of " + TAGS + ".");
        }
        return tags;
    }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(t -> Tag.builder().key(t.getKey()).value(t.getValue()).build())
                .toList();
    }

    static AwsFault invalid(String message) {
        return AwsFault.badRequest("ValidationError", message);
    }

    static AwsFault missing(String message) {
        return new AwsFault("NoSuchEntity", MISSING, message);
    }

    static AwsFault exists(String message) {
        return new AwsFault("EntityAlreadyExists", CONFLICT, message);
    }

    static AwsFault inUse(String message) {
        return new AwsFault("DeleteConflict", CONFLICT, message);
    }

    static AwsFault limit(String message) {
        return new AwsFault("LimitExceeded", CONFLICT, message);
    }
}
