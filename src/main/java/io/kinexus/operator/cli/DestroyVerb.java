package io.kinexus.operator.cli;

import io.kinexus.operator.api.Accepted;
import io.kinexus.operator.api.DestroyRequest;
import io.kinexus.operator.api.DestroyView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes everything of an environment that gates let go; asks for its name first. */
@Command(
        name = "destroy",
        description =
                "Removes everything of one environment, in reverse order and through every gate; names what stays.")
final class DestroyVerb extends RemoteVerb {
    private static final String DESTROY = "destroy";

    @Option(
            names = "--confirm",
            paramLabel = "ENVIRONMENT",
            description = "The environment's name again, in place of typing it at the prompt.")
    private @Nullable String confirm;

    @Option(
            names = "--max-deletes",
            paramLabel = "N",
            description =
                    "From how many declarations may be removed; the environment's limits.maxDeletes unless given.")
    private @Nullable Integer maxDeletes;

    @Option(names = "--cancel", description = "Ends a destruction: what the files want is made again.")
    private boolean cancel;

    DestroyVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        if (cancel) {
            Accepted answer = controller().delete(Accepted.class, ENVIRONMENTS, environment(), DESTROY);
            answer(answer, answer.environment() + ": " + answer.what());
            return Exit.FINE;
        }
        DestroyRequest request = new DestroyRequest(Optional.of(confirmed()), Optional.ofNullable(maxDeletes));
        DestroyView view = controller().post(DestroyView.class, request, ENVIRONMENTS, environment(), DESTROY);
        answer(view, text(view));
        return Exit.FINE;
    }

    private String confirmed() {
        if (confirm != null) {
            return confirm;
        }
        if (!Boolean.getBoolean("kinexus.terminal")) {
            throw Refused.because(
                    "nobody is at a terminal to confirm it; say --confirm " + environment() + " if it is meant");
        }
        console().say("Everything of " + environment() + " is removed. Type its name to go on:");
        try {
            BufferedReader typed = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            return Optional.ofNullable(typed.readLine()).orElse("").strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(DestroyView view) {
        StringBuilder text = new StringBuilder();
        if (view.removes().isEmpty()) {
            text.append(view.environment())
                    .append(view.retained().isEmpty() ? ": nothing is left.\n" : ": nothing is left that may go.\n");
        } else {
            text.append(view.environment()).append(": removes, in this order\n");
            view.removes().forEach(id -> text.append("  - ").append(id).append('\n'));
        }
        if (!view.retained().isEmpty()) {
            text.append("Stays:\n");
            view.retained().forEach(one -> text.append("  ")
                    .append(one.id())
                    .append(": ")
                    .append(one.because())
                    .append('\n'));
        }
        if (!view.removes().isEmpty()) {
            text.append("Follow it with `kinexus status ")
                    .append(view.environment())
                    .append("` and `kinexus journal ")
                    .append(view.environment())
                    .append("`; `kinexus destroy ")
                    .append(view.environment())
                    .append(" --cancel` ends it.\n");
        }
        return text.toString();
    }
}
