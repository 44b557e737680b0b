package io.kinexus.operator.cli;

import io.kinexus.operator.api.Resources;
import picocli.CommandLine.Command;

/** Everything that is declared or ours. */
@Command(name = "resources", description = "Lists every resource of one environment with its state.")
final class ResourcesVerb extends RemoteVerb {
    ResourcesVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        Resources answer = get(Resources.class, "resources");
        Table table = new Table("RESOURCE", "FROM", "STATE", "BECAUSE");
        answer.resources()
                .forEach(one -> table.row(
                        one.id(),
                        one.from().orElse("-"),
                        one.settled() ? one.state() : one.state() + ", moving",
                        one.because()));
        answer(answer, table.text());
        return Exit.FINE;
    }
}
