package io.kinexus.operator.kind.secret;

import io.kinexus.operator.aws.SecretSweep;
import io.kinexus.operator.core.resource.Live;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One secret's metadata.
 *
 * @param versions version id to the stages that point at it
 */
record SecretLive(String name, String arn, Map<String, List<String>> versions, Map<String, String> tags)
        implements Live {
    SecretLive {
        versions = Map.copyOf(versions);
        tags = Map.copyOf(tags);
    }

    /** The version that readers get; empty while the secret has no value. */
    Optional<String> currentVersion() {
        return SecretSweep.at(versions, SecretSweep.CURRENT);
    }
}
