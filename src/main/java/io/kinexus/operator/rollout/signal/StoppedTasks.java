package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.core.health.StoppedTask;
import io.kinexus.operator.core.resource.Scope;
import java.util.Comparator;
import java.util.List;

/** The tasks of a service that stopped within the hour for which ECS shows them. */
public final class StoppedTasks {
    private StoppedTasks() {}

    /**
     * One of them.
     *
     * @param definition the ARN of its task definition
     */
    public record Stopped(String arn, String definition, StoppedTask task) {}

    /**
     * Newest first.
     *
     * @param cluster its name or ARN
     * @throws IllegalStateException when ECS could not be asked; the message says why
     */
    public static List<Stopped> of(Scope scope, String cluster, String service) {
        List<String> arns = read(TasksAws.list(scope, cluster, service, true));
        return read(TasksAws.describe(scope, cluster, arns)).stream()
                .map(seen -> new Stopped(seen.arn(), seen.definition(), seen.stop()))
                .sorted(Comparator.comparing((Stopped one) -> one.task().at())
                        .reversed()
                        .thenComparing(Stopped::arn))
                .toList();
    }

    private static <T> T read(Answer<T> answer) {
        return answer.value().orElseThrow(() -> new IllegalStateException(answer.problem()));
    }
}
