package io.kinexus.operator.cli;

import io.kinexus.operator.api.DiagnosisView;
import io.kinexus.operator.api.DiagnosisView.FindingView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What is wrong and what to do; reads AWS, and the ledger where one can be reached. */
@Command(
        name = "diagnose",
        description = "Says what is wrong with one environment, the likeliest cause first; never writes.")
final class DiagnoseVerb extends Verb {
    private final Operator operator;

    @Mixin
    @SuppressWarnings("unused") // picocli fills it
    private final ClockOption clock = new ClockOption();

    @Parameters(index = "0", paramLabel = "ENVIRONMENT", description = "The environment.")
    private String environment = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "RESOURCE",
            description = "Only this one: a declaration or resource such as service/api, or a name.")
    private @Nullable String resource;

    DiagnoseVerb(Console console, Operator operator) {
        super(console);
        this.operator = operator;
    }

    @Override
    public Integer call() {
        DiagnosisView found = operator.diagnose(common().desiredState(), environment, Optional.ofNullable(resource));
        answer(found, text(found));
        return Exit.FINE;
    }

    private static String text(DiagnosisView found) {
        StringBuilder text = new StringBuilder();
        if (found.findings().isEmpty()) {
            text.append(found.environment()).append(": nothing is wrong that can be seen.\n");
        }
        int number = 1;
        for (FindingView one : found.findings()) {
            String local = one.resource().substring(one.resource().indexOf('/') + 1);
            text.append(number++)
                    .append(". ")
                    .append(one.kind())
                    .append(": ")
                    .append(local)
                    .append(one.from()
                            .filter(from -> !from.equals(local))
                            .map(from -> " of " + from)
                            .orElse(""))
                    .append("\n   ")
                    .append(one.says())
                    .append("\n   do: ")
                    .append(one.help())
                    .append('\n');
            one.evidence().forEach(line -> text.append("   | ").append(line).append('\n'));
        }
        if (!found.ledger()) {
            text.append("No ledger is at hand: rollouts and revisions that are kept out are not known.\n");
        }
        return text.toString();
    }
}
