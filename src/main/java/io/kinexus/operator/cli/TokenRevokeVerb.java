package io.kinexus.operator.cli;

import io.kinexus.operator.api.TokenView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a token. */
@Command(name = "revoke", description = "Ends a token at once.")
final class TokenRevokeVerb extends Verb {
    @Mixin
    private final Server server = new Server();

    @Parameters(paramLabel = "ID", description = "The token's id, as `kinexus token list` shows it.")
    private String id = "";

    TokenRevokeVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        TokenView answer = server.controller(console().environment()).delete(TokenView.class, "tokens", id);
        answer(answer, answer.id() + ": " + answer.state());
        return Exit.FINE;
    }
}
