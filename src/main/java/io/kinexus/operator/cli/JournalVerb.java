package io.kinexus.operator.cli;

import io.kinexus.operator.api.JournalView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Writes to AWS, and what callers of the API asked for. */
@Command(name = "journal", description = "Lists the writes to AWS and who asked for what, newest first.")
final class JournalVerb extends RemoteVerb {
    JournalVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        JournalView answer = get(JournalView.class, "journal");
        Table table = new Table("AT", "RESOURCE", "ACTION", "RESULT", "MESSAGE");
        rows(answer).forEach(row -> table.row(row.toArray(String[]::new)));
        answer(answer, table.text());
        return Exit.FINE;
    }

    /** Writes and what callers asked for in one order of time, newest first. */
    private static List<List<String>> rows(JournalView answer) {
        Stream<Map.Entry<Instant, List<String>>> writes = answer.entries().stream()
                .map(entry -> Map.entry(
                        entry.at(),
                        List.of(
                                Table.moment(entry.at()),
                                entry.resource(),
                                entry.action(),
                                entry.result().orElse("open"),
                                entry.message().orElse(""))));
        Stream<Map.Entry<Instant, List<String>>> acts = answer.acts().stream()
                .map(act -> Map.entry(
                        act.at(), List.of(Table.moment(act.at()), "-", act.action(), "asked", "by " + act.who())));
        return Stream.concat(acts, writes)
                .sorted(Map.Entry.<Instant, List<String>>comparingByKey().reversed())
                .map(Map.Entry::getValue)
                .toList();
    }
}
