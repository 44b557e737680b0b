package io.kinexus.operator.cli;

import io.kinexus.operator.api.TokenList;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Every token, without its word. */
@Command(name = "list", description = "Lists every token, newest first, with those that are revoked or have expired.")
final class TokenListVerb extends Verb {
    @Mixin
    private final Server server = new Server();

    TokenListVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        TokenList answer = server.controller(console().environment()).get(TokenList.class, "tokens");
        Table table = new Table("ID", "NAME", "ROLE", "ENVIRONMENTS", "STATE", "EXPIRES", "LAST USED", "MADE BY");
        answer.tokens()
                .forEach(token -> table.row(
                        token.id(),
                        token.name(),
                        token.role(),
                        token.environments().isEmpty() ? "all" : String.join(",", token.environments()),
                        token.state(),
                        said(token.expiresAt()),
                        said(token.lastUsedAt()),
                        token.createdBy()));
        answer(answer, table.text());
        return Exit.FINE;
    }

    private static String said(Optional<Instant> time) {
        return time.map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("never");
    }
}
