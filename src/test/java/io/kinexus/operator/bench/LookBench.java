package io.kinexus.operator.bench;

import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.engine.Kinds;
import io.kinexus.operator.support.CallBudget;
import io.kinexus.operator.support.Operated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls and times of looking and planning, in process and warm, quotas off. */
final class LookBench {
    private LookBench() {}

    static List<Row> production(DesiredFolder folder, io.kinexus.operator.sandbox.SandboxScript script) {
        Operated operated = new Operated(folder, "production", script);
        operated.settle(200);
        Plan plan = operated.plan();
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(
                "production: calls of a full look (floors of the kinds)",
                calls(operated, () -> operated.turn("wake")),
                CallBudget.LOOKING * CallBudget.floor(plan),
                "calls"));
        operated.turn("schedule");
        rows.add(new Row(
                "production: calls of a fast look (ECS and alarm terms of 1.3)",
                calls(operated, () -> operated.turn("schedule")),
                CallBudget.LOOKING * fastFloor(plan),
                "calls"));
        rows.add(new Row("production: dry-run plan, median of 21", median(21, operated::plan), 300, "ms"));
        return rows;
    }

    static List<Row> many(Operated operated, int services) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(services + " services: dry-run plan, median of 5", median(5, operated::plan), 5000, "ms"));
        rows.add(new Row(
                services + " services: calls of a full look, task definitions cached",
                calls(operated, () -> operated.turn("wake")),
                CallBudget.LOOKING * CallBudget.floor(operated.plan()),
                "calls"));
        return rows;
    }

    private static double fastFloor(Plan plan) {
        Map<KindName, Long> items = CallBudget.items(plan);
        return Kinds.installed().all().stream()
                .filter(ResourceKind::fast)
                .mapToDouble(kind -> kind.floor().calls(items.getOrDefault(kind.name(), 0L)))
                .sum();
    }

    static int calls(Operated operated, Runnable work) {
        int before = operated.sandbox.calls().size();
        work.run();
        return operated.sandbox.calls().size() - before;
    }

    /** Milliseconds, after as many runs again to warm up. */
    static double median(int runs, Runnable work) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 2 * runs; i++) {
            long start = System.nanoTime();
            work.run();
            if (i >= runs) {
                times.add(System.nanoTime() - start);
            }
        }
        times.sort(null);
        return Duration.ofNanos(times.get(runs / 2)).toNanos() / 1e6;
    }
}
