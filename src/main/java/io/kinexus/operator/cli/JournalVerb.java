package io.kinexus.operator.cli;

import io.kinexus.operator.api.JournalView;
import picocli.CommandLine.Command;

/** Writes to AWS. */
@Command(name = "journal", description = "Lists the writes to AWS, newest first.")
final class JournalVerb extends RemoteVerb {
    JournalVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        JournalView answer = get(JournalView.class, "journal");
        Table table = new Table("AT", "RESOURCE", "ACTION", "RESULT", "MESSAGE");
        answer.entries()
                .forEach(entry -> table.row(
                        entry.at().toString(),
                        entry.resource(),
                        entry.action(),
                        entry.result().orElse("open"),
                        entry.message().orElse("")));
        answer(answer, table.text());
        return Exit.FINE;
    }
}
