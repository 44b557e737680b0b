package io.kinexus.operator.rollout.verify;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a container's secret comes from: {@code arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME:KEY:STAGE:VERSION}, of which
 * the last three may be missing or empty.
 *
 * @param arn without them
 * @param key of the JSON object that the secret's value is
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html">Secrets in
 *     environment variables</a>
 */
record SecretName(String arn, String service, String region, String account, Optional<String> key) {
    private static final int ARN_PARTS = 7;

    /** Empty for what is no ARN: a parameter of Systems Manager named without one. */
    static Optional<SecretName> parse(String valueFrom) {
        String[] parts = valueFrom.split(":", -1);
        if (!parts[0].equals("arn") || parts.length < ARN_PARTS - 1) {
            return Optional.empty();
        }
        return Optional.of(new SecretName(
                Arrays.stream(parts).limit(ARN_PARTS).collect(Collectors.joining(":")),
                parts[2],
                parts[3],
                parts[4],
                parts.length > ARN_PARTS
                        ? Optional.of(parts[ARN_PARTS]).filter(key -> !key.isEmpty())
                        : Optional.empty()));
    }

    boolean ofSecretsManager() {
        return service.equals("secretsmanager");
    }

    /** Its name, without the random letters that AWS puts behind it. */
    String name() {
        return arn.substring(arn.lastIndexOf(':') + 1).replaceFirst("-[A-Za-z0-9]{6}$", "");
    }
}
