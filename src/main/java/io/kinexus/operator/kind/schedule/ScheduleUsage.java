package io.kinexus.operator.kind.schedule;

import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Usage;
import io.kinexus.operator.core.cost.Usage.Copies;
import io.kinexus.operator.core.cost.Usage.Place;
import java.util.Comparator;

/** What a schedule runs: calls are free up to 14 million a month, the tasks that they start are not. */
final class ScheduleUsage {
    private static final String SPOT = "FARGATE_SPOT";

    private ScheduleUsage() {}

    static Usage of(String expression, boolean enabled, ScheduleSpec.Target target) {
        return target.ecs()
                .filter(ecs -> enabled)
                .map(ecs -> usage(expression, ecs))
                .orElse(Usage.NONE);
    }

    private static Usage usage(String expression, ScheduleSpec.Ecs ecs) {
        Usage each = ecs.publicIp() ? Usage.each(Metered.hours("VPC/public IPv4 address", 1)) : Usage.NONE;
        return each.copies(Copies.runs(
                ecs.count(),
                ecs.capacity().stream()
                        .sorted(Comparator.comparing(ScheduleSpec.Share::provider))
                        .map(one -> new Place(one.provider().equals(SPOT), one.weight(), one.base()))
                        .toList(),
                expression));
    }
}
