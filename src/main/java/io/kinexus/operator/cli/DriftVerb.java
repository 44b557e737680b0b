package io.kinexus.operator.cli;

import io.kinexus.operator.api.Drift;
import io.kinexus.operator.api.PlanView;
import picocli.CommandLine.Command;

/** What differs from the files. */
@Command(name = "drift", description = "Shows what differs from the files in one environment.")
final class DriftVerb extends RemoteVerb {
    DriftVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        Drift answer = get(Drift.class, "drift");
        StringBuilder text = new StringBuilder();
        answer.drift().forEach(step -> text.append(text(step)));
        text.append(environment()).append(": ").append(answer.sync()).append('\n');
        answer(answer, text.toString());
        return Exit.FINE;
    }

    private static String text(PlanView.StepView step) {
        StringBuilder text = new StringBuilder(step.id() + ": " + step.action() + ", " + step.because() + "\n");
        step.fields()
                .forEach(field -> text.append("  " + field.path() + ": " + field.before() + " -> " + field.after()
                        + " (" + field.owner() + ", " + field.effect() + ")\n"));
        if (!step.ruling().decision().equals("go")) {
            text.append("  " + step.ruling().decision() + ": " + step.ruling().because() + "\n");
        }
        return text.toString();
    }
}
