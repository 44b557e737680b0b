package io.kinexus.operator.rollout.secret;

import io.kinexus.operator.aws.SecretVersion;
import java.util.Set;

/**
 * Where a container's variable comes from: {@code arn[:key:stage:version]}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html">ECS</a>
 */
record ValueFrom(String arn, String key, String stage, String version) {
    /** Keys of JSON that only somebody has who logs in somewhere. */
    private static final Set<String> LOGIN = Set.of("password", "url");

    private static final int ARN_PARTS = 7;

    static ValueFrom parse(String text) {
        String[] parts = text.split(":", -1);
        StringBuilder arn = new StringBuilder(parts[0]);
        for (int i = 1; i < Math.min(parts.length, ARN_PARTS); i++) {
            arn.append(':').append(parts[i]);
        }
        return new ValueFrom(arn.toString(), part(parts, 0), part(parts, 1), part(parts, 2));
    }

    private static String part(String[] parts, int after) {
        return parts.length > ARN_PARTS + after ? parts[ARN_PARTS + after] : "";
    }

    boolean logsIn() {
        return LOGIN.contains(key);
    }

    /** The same as this rollback wants it; what names a stage is left as a person wrote it. */
    ValueFrom as(Choice choice) {
        boolean same = !version.isEmpty() && SecretVersion.chosen(version).equals(choice.version());
        return stage.isEmpty() && !same
                ? new ValueFrom(arn, key, stage, choice.pin().orElse(""))
                : this;
    }

    /** As ECS takes it. */
    String text() {
        return key.isEmpty() && stage.isEmpty() && version.isEmpty() ? arn : String.join(":", arn, key, stage, version);
    }
}
