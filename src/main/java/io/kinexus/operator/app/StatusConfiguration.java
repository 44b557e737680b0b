package io.kinexus.operator.app;

import io.kinexus.operator.cli.Refused;
import io.kinexus.operator.forge.CommitStatuses;
import io.kinexus.operator.forge.ForgeSettings;
import io.kinexus.operator.forge.ForgeSettings.Kind;
import io.kinexus.operator.git.Authorities;
import io.kinexus.operator.git.GitDesiredState;
import io.kinexus.operator.git.GitRefused;
import io.kinexus.operator.git.GitSettings.Secret;
import io.kinexus.operator.git.GitSource;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code kinexus.git.status*}: whether and where it is said beside each commit what became of it. */
final class StatusConfiguration {
    @Setting(
            value = "Whether it is said beside each commit what became of it: github, gitlab or off.",
            otherwise = "off")
    static final String STATUS = "kinexus.git.status";

    @Setting(value = "The base of the forge's API.", otherwise = "the usual one of the repository's host")
    static final String API = "kinexus.git.status-api";

    @Setting(
            value = "A token that may write commit statuses. Better in a file.",
            otherwise = "the one for the repository",
            secret = true)
    static final String TOKEN = "kinexus.git.status-token";

    @Setting(value = "A file with that token, read for every status.", otherwise = "the one for the repository")
    static final String TOKEN_FILE = "kinexus.git.status-token-file";

    @Setting(
            value = "Where people reach the controller's page from outside; statuses lead there.",
            otherwise = "statuses lead nowhere")
    static final String PUBLIC_URL = "kinexus.public-url";

    private static final Pattern LOOPBACK = Pattern.compile("http://(?:localhost|127\\.0\\.0\\.1)(?::\\d+)?(?:/.*)?");
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Configuration configuration;
    private final GitConfiguration git;

    StatusConfiguration(Configuration configuration) {
        this.configuration = configuration;
        this.git = new GitConfiguration(configuration);
    }

    /** @throws Refused when it cannot be followed */
    Announced announced(GitSource source, GitDesiredState state) {
        String wanted = configuration.get(STATUS).orElse("off");
        return switch (wanted) {
            case "off" -> Announced.toNobody();
            case "github" -> to(Kind.GITHUB, source, state);
            case "gitlab" -> to(Kind.GITLAB, source, state);
            default -> throw Refused.because(STATUS + " is " + wanted + "; must be github, gitlab or off");
        };
    }

    private Announced to(Kind kind, GitSource source, GitDesiredState state) {
        Secret own = git.secret(TOKEN, TOKEN_FILE);
        Secret other = git.token();
        ForgeSettings settings = new ForgeSettings(
                kind,
                api().orElseGet(() -> ForgeSettings.usual(kind, source.host())),
                source.project(),
                () -> own.read().or(other::read),
                page());
        try {
            return new Announcements(
                    state, new CommitStatuses(settings, Authorities.context(git.authorities()), PAUSE));
        } catch (GitRefused refused) {
            throw Refused.because(String.valueOf(refused.getMessage()));
        }
    }

    /** A token is sent there, so it is reached over TLS, or on this machine where that is allowed. */
    private Optional<URI> api() {
        boolean here = configuration
                .get(GitConfiguration.ALLOW_LOOPBACK)
                .filter("true"::equals)
                .isPresent();
        return configuration.get(API).map(text -> {
            if (!text.matches("https://[A-Za-z0-9.-]+(:\\d+)?(/[A-Za-z0-9._/-]*)?")
                    && !(here && LOOPBACK.matcher(text).matches())) {
                throw Refused.because(API + " must be an https address, such as https://api.github.com");
            }
            return URI.create(text);
        });
    }

    private Optional<URI> page() {
        return configuration.get(PUBLIC_URL).map(text -> {
            if (!text.matches("https?://[A-Za-z0-9.-]+(:\\d+)?(/[A-Za-z0-9._~/-]*)?")) {
                throw Refused.because(PUBLIC_URL + " must be an address such as https://kinexus.example.com");
            }
            return URI.create(text);
        });
    }
}
