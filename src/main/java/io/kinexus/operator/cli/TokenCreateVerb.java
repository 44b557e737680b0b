package io.kinexus.operator.cli;

import io.kinexus.operator.api.TokenMade;
import io.kinexus.operator.api.TokenRequest;
import io.kinexus.operator.api.TokenView;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a token. The word alone goes to standard output, so that it can be piped to where it is kept. */
@Command(name = "create", description = "Makes a token and prints its word, which is shown this once.")
final class TokenCreateVerb extends Verb {
    /** What a token may do. */
    enum Role {
        viewer,
        operator,
        admin
    }

    @Mixin
    private final Server server = new Server();

    @Option(
            names = "--role",
            required = true,
            paramLabel = "viewer|operator|admin",
            description = "viewer reads; operator also plans, reconciles, pauses and resumes; admin also makes tokens.")
    private Role role = Role.viewer;

    @Option(
            names = "--environment",
            paramLabel = "E",
            description = "An environment that it is for; can be given again. All unless given.")
    private List<String> environments = new ArrayList<>();

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "How long it lives, such as 12h or 90d; 90d unless given, 366d at most.")
    private @Nullable Duration expires;

    @Option(names = "--name", paramLabel = "N", description = "What people call it; its id unless given.")
    private @Nullable String name;

    TokenCreateVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        TokenRequest request = new TokenRequest(
                Optional.ofNullable(name),
                Optional.of(role.name()),
                Optional.of(List.copyOf(environments)),
                Optional.ofNullable(expires));
        TokenMade made = server.controller(console().environment()).post(TokenMade.class, request, "tokens");
        answer(made, made.word());
        TokenView token = made.token();
        console()
                .note("token " + token.id() + ": " + token.role() + " of "
                        + (token.environments().isEmpty()
                                ? "all environments"
                                : String.join(", ", token.environments()))
                        + token.expiresAt()
                                .map(end -> ", until " + end.truncatedTo(ChronoUnit.SECONDS))
                                .orElse("")
                        + "; keep the word now, it is not shown again");
        return Exit.FINE;
    }
}
