package io.kinexus.operator.sandbox.secretsmanager;

import io.kinexus.operator.sandbox.AwsFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.ReplicationStatusType;
import software.amazon.awssdk.services.secretsmanager.model.RotationRulesType;

/**
 * One secret with its versions.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html#term_version">versions and stages</a>
 */
final class StoredSecret {
    static final String CURRENT = "AWSCURRENT";
    static final String PREVIOUS = "AWSPREVIOUS";
    /** A hyphen and six characters, which AWS adds to the name in an ARN. */
    private static final int END = 7;

    final String name;
    final String arn;
    final Instant created;
    final Map<String, StoredVersion> versions = new LinkedHashMap<>();
    final List<ReplicationStatusType> replicas = new ArrayList<>();
    Optional<String> description = Optional.empty();
    Optional<String> kmsKeyId = Optional.empty();
    Optional<String> policy = Optional.empty();
    Optional<String> rotationLambda = Optional.empty();
    Optional<RotationRulesType> rotationRules = Optional.empty();
    boolean rotationEnabled;
    Optional<Instant> deleted = Optional.empty();
    Instant changed;

    StoredSecret(String name, String arn, Instant now) {
        this.name = name;
        this.arn = arn;
        created = now;
        changed = now;
    }

    /** Adds a version, or finds the one that the same token made with the same value. */
    StoredVersion put(
            String token, Optional<String> text, Optional<SdkBytes> binary, List<String> stages, Instant now) {
        StoredVersion known = versions.get(token);
        if (known != null) {
            if (!known.holds(text, binary)) {
                throw AwsFault.badRequest(
                        "ResourceExistsException",
                        "You can't use ClientRequestToken " + token
                                + " because that value is already in use for a version of secret " + arn + ".");
            }
            return known;
        }
        StoredVersion version = new StoredVersion(token, text, binary, now);
        versions.put(token, version);
        stages.forEach(stage -> move(stage, version));
        changed = now;
        return version;
    }

    /** A stage points at one version; when AWSCURRENT moves, AWSPREVIOUS follows to where it was. */
    void move(String stage, StoredVersion to) {
        Optional<StoredVersion> from = at(stage);
        versions.values().forEach(version -> version.stages.remove(stage));
        to.stages.add(stage);
        if (stage.equals(CURRENT)) {
            from.filter(before -> before != to).ifPresent(before -> move(PREVIOUS, before));
        }
    }

    Optional<StoredVersion> at(String stage) {
        return versions.values().stream()
                .filter(version -> version.stages.contains(stage))
                .findFirst();
    }

    /** Whether it is the secret that this names, and has the version and the key. */
    boolean gives(String valueFrom) {
        boolean byArn = valueFrom.equals(arn) || valueFrom.startsWith(arn + ":");
        boolean withoutEnd = arn.startsWith(valueFrom + "-") && arn.length() == valueFrom.length() + END;
        if (!byArn && !withoutEnd && !valueFrom.equals(name)) {
            return false;
        }
        String[] rest = byArn ? valueFrom.substring(arn.length()).split(":", -1) : new String[0];
        String key = rest.length > 1 ? rest[1] : "";
        String stage = rest.length > 2 && !rest[2].isEmpty() ? rest[2] : CURRENT;
        String id = rest.length > 3 ? rest[3] : "";
        return (id.isEmpty() ? at(stage) : Optional.ofNullable(versions.get(id)))
                .flatMap(version -> version.text)
                .filter(text -> key.isEmpty() || text.contains("\"" + key + "\""))
                .isPresent();
    }

    Optional<Instant> lastAccessed() {
        return versions.values().stream()
                .flatMap(version -> version.lastAccessed.stream())
                .max(Instant::compareTo);
    }

    /** Version id to stages; versions without a stage are left out, as AWS does. */
    Map<String, List<String>> stages() {
        return versions.values().stream()
                .filter(version -> !version.stages.isEmpty())
                .collect(Collectors.toMap(
                        version -> version.id,
                        version -> List.copyOf(version.stages),
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    /** Without any value. */
    Map<String, Object> state() {
        return Map.of(
                "name",
                name,
                "arn",
                arn,
                "versions",
                stages(),
                "deleted",
                deleted.map(Instant::toString).orElse(""));
    }
}
