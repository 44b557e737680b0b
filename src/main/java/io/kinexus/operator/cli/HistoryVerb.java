package io.kinexus.operator.cli;

import io.kinexus.operator.api.History;
import picocli.CommandLine.Command;

/** Turns that did or found something. */
@Command(name = "history", description = "Lists the turns that did or found something, newest first.")
final class HistoryVerb extends RemoteVerb {
    private static final int SHORT = 15;

    HistoryVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        History answer = get(History.class, "history");
        Table table = new Table("AT", "CAUSE", "RESULT", "STEPS", "TOOK", "COMMIT");
        answer.runs()
                .forEach(run -> table.row(
                        Table.moment(run.at()),
                        run.cause(),
                        run.result(),
                        Integer.toString(run.steps().size()),
                        run.tookMillis() + " ms",
                        run.commit().substring(0, Math.min(SHORT, run.commit().length()))));
        answer(answer, table.text());
        return Exit.FINE;
    }
}
