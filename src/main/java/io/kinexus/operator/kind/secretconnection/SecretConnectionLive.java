package io.kinexus.operator.kind.secretconnection;

import io.kinexus.operator.core.resource.Live;
import java.util.Map;
import java.util.Optional;

/**
 * What the secret's metadata say about its connection.
 *
 * @param endpoint the URL without user name and password, as the secret's tag names it
 * @param current the version that readers get
 * @param connected the version that the connection was added to; another than the current one once somebody has set a new
 *     value without it
 */
record SecretConnectionLive(
        String secret,
        String arn,
        String endpoint,
        Optional<String> current,
        Optional<String> connected,
        Map<String, String> tags)
        implements Live {
    SecretConnectionLive {
        tags = Map.copyOf(tags);
    }

    boolean inCurrentVersion() {
        return current.isPresent() && current.equals(connected);
    }
}
