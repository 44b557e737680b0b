package io.kinexus.operator.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tokens of a running controller. */
@Command(
        name = "token",
        description = "Makes, lists and revokes tokens for the API of a running controller; needs an admin's token.",
        synopsisSubcommandLabel = "create|list|revoke")
final class TokenVerb {
    @Option(names = "--help", usageHelp = true, description = "Shows this help.")
    @SuppressWarnings("unused") // picocli shows the help itself
    private boolean help;

    private TokenVerb() {}

    static CommandLine line(Console console) {
        return new CommandLine(new TokenVerb())
                .addSubcommand(new TokenCreateVerb(console))
                .addSubcommand(new TokenListVerb(console))
                .addSubcommand(new TokenRevokeVerb(console));
    }
}
