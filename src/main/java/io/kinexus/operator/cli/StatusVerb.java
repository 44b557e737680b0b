package io.kinexus.operator.cli;

import io.kinexus.operator.api.EnvironmentDetail;
import io.kinexus.operator.api.EnvironmentStatus;
import io.kinexus.operator.api.RunView;
import io.kinexus.operator.api.SourceView;
import io.kinexus.operator.api.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** All environments at a glance, or one with its evidence. */
@Command(name = "status", description = "Shows what is known of all environments, or of one.")
final class StatusVerb extends Verb {
    @Mixin
    private final Server server = new Server();

    @Parameters(arity = "0..1", paramLabel = "ENVIRONMENT", description = "One environment; all when left out.")
    private @Nullable String environment;

    StatusVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        Controller controller = server.controller(console().environment());
        if (environment == null) {
            Status status = controller.get(Status.class, "status");
            answer(
                    status,
                    table(status.environments())
                            + status.source().map(StatusVerb::source).orElse(""));
        } else {
            EnvironmentDetail detail = controller.get(EnvironmentDetail.class, RemoteVerb.ENVIRONMENTS, environment);
            answer(
                    detail,
                    table(List.of(detail.status()))
                            + evidence(detail)
                            + recovery(detail)
                            + RolloutText.lines(detail.name(), detail.rollouts(), detail.quarantines()));
        }
        return Exit.FINE;
    }

    private static String table(List<EnvironmentStatus> environments) {
        Table table = new Table("ENVIRONMENT", "MODE", "SYNC", "HEALTH", "HELD", "LAST RUN", "OBSERVED", "ROLLOUTS");
        environments.forEach(one -> table.row(
                one.name(),
                one.mode(),
                one.sync(),
                one.health(),
                Integer.toString(one.held()),
                one.lastRun().map(RunView::result).orElse("-"),
                one.observedAt().map(Table::moment).orElse("never"),
                RolloutText.glance(one.rollouts())));
        return table.text();
    }

    private static String recovery(EnvironmentDetail detail) {
        StringBuilder text = new StringBuilder();
        detail.recovery()
                .forEach(one -> text.append("  backup of ").append(one.line()).append('\n'));
        return text.toString();
    }

    private static String source(SourceView source) {
        String commit = source.commit().map(id -> " at " + id).orElse(", no commit in force");
        String problem = source.problem()
                .map(why -> "  since " + source.since().map(Object::toString).orElse("now") + ": " + why + "\n")
                .orElse("");
        return "git " + source.url() + commit + "\n" + problem;
    }

    private static String evidence(EnvironmentDetail detail) {
        StringBuilder text = new StringBuilder();
        if (detail.paused()) {
            text.append("paused\n");
        }
        detail.evidence().forEach(why -> text.append("  ").append(why).append('\n'));
        detail.lastRun().map(RunView::problems).orElse(List.of()).stream()
                .filter(problem -> !detail.evidence().contains(problem))
                .forEach(problem -> text.append("  ").append(problem).append('\n'));
        return text.toString();
    }
}
