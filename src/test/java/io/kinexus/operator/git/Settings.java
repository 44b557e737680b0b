package io.kinexus.operator.git;

import io.kinexus.operator.git.GitSettings.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What a test configures, from the plainest on. */
final class Settings {
    private Settings() {}

    static GitSettings https(String url, Path authorities) {
        return new GitSettings(
                url,
                Optional.empty(),
                "desired-state",
                "x-access-token",
                Secret.NONE,
                Optional.empty(),
                Secret.NONE,
                Optional.empty(),
                Optional.of(authorities),
                true,
                Duration.ofSeconds(5),
                Optional.empty(),
                true);
    }
}
