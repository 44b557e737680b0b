package io.kinexus.operator.cli;

import io.kinexus.operator.api.RolloutList;
import picocli.CommandLine.Command;

/** Rollouts of an environment. */
@Command(name = "rollouts", description = "Lists the rollouts of one environment, newest first.")
final class RolloutsVerb extends RemoteVerb {
    RolloutsVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        RolloutList answer = get(RolloutList.class, "rollouts");
        Table table = new Table("STARTED", "ID", "SERVICE", "STATE", "SINCE", "REVISION", "COMMIT", "BECAUSE");
        answer.rollouts()
                .forEach(one -> table.row(
                        Table.moment(one.startedAt()),
                        one.id(),
                        one.service(),
                        RolloutText.state(one.status()),
                        Table.moment(one.since()),
                        RolloutText.digits(one.revision()),
                        RolloutText.digits(one.commit()),
                        one.because().isEmpty() ? one.reason() : one.because()));
        answer(answer, table.text());
        return Exit.FINE;
    }
}
