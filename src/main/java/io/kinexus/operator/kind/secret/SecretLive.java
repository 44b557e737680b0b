package io.kinexus.operator.kind.secret;

import io.kinexus.operator.aws.SecretSweep;
import io.kinexus.operator.core.resource.Live;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One secret's metadata.
 *
 * @param versions version id to the stages that point at it
 * @param age how long ago its password was made; known only of what is rotated
 */
record SecretLive(
        String name, String arn, Map<String, List<String>> versions, Map<String, String> tags, Optional<Duration> age)
        implements Live {
    /** Where nobody asks for its age. */
    SecretLive(String name, String arn, Map<String, List<String>> versions, Map<String, String> tags) {
        this(name, arn, versions, tags, Optional.empty());
    }

    SecretLive {
        versions = Map.copyOf(versions);
        tags = Map.copyOf(tags);
    }

    /** The stage of a version that is to become the current one. */
    static final String PENDING = "AWSPENDING";

    SecretLive aged(Duration time) {
        return new SecretLive(name, arn, versions, tags, Optional.of(time));
    }

    /** The version that a rotation has begun with and not ended; AWS leaves the stage on the one that it ended with. */
    Optional<String> pendingVersion() {
        return SecretSweep.at(versions, PENDING)
                .filter(version -> !Optional.of(version).equals(currentVersion()));
    }

    /** The version that readers get; empty while the secret has no value. */
    Optional<String> currentVersion() {
        return SecretSweep.at(versions, SecretSweep.CURRENT);
    }
}
