package io.kinexus.operator.bench;

import io.kinexus.operator.core.health.Verdict.Level;
import io.kinexus.operator.core.judge.Trial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** How often the judge is wrong, and how soon it sees what is there. */
final class JudgeBench {
    private static final int HEALTHY = 10_000;
    private static final int POWER = 1000;
    private static final int CURVE = 200;
    private static final double CANARY = 0.05;
    private static final double USUAL = 0.001;
    private static final double[] TRAFFIC = {10, 25, 50, 100, 500};
    private static final double[] USUALS = {0.0005, 0.001, 0.003};
    private static final int POINTS = 5;

    private JudgeBench() {}

    static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>(healthy());
        rows.add(new Row(
                "judge: 1,000 at 50/s, 2 % errors, not seen in five points",
                POWER - seen(50, 0.02, POINTS, POWER), 30, "runs"));
        rows.add(new Row(
                "judge: 200 at 50/s, 20 % errors, not seen in two points", CURVE - seen(50, 0.2, 2, CURVE), 0, "runs"));
        for (double traffic : new double[] {10, 25, 50, 100}) {
            for (double errors : new double[] {0.005, 0.01, 0.02, 0.05}) {
                rows.add(curve(traffic, errors));
            }
        }
        return rows;
    }

    private static List<Row> healthy() throws IOException {
        Map<String, Double> noise = Trial.noise();
        int step = 0;
        int later = 0;
        int unknown = 0;
        for (int i = 0; i < HEALTHY; i++) {
            double usual = USUALS[i % USUALS.length];
            Trial trial = new Trial(noise, BenchSeed.chosen() + i, TRAFFIC[i % TRAFFIC.length], usual);
            if (trial.step(CANARY, usual).isPresent()) {
                step++;
                continue;
            }
            unknown += trial.last().level() == Level.UNKNOWN ? 1 : 0;
            later += trial.rest(usual).isPresent() ? 1 : 0;
        }
        return List.of(
                new Row("judge: of 10,000 healthy rollouts, called unhealthy", step + later, 80, "runs"),
                new Row("judge: of these, in the step, with a baseline beside it", step, 80, "runs"),
                new Row("judge: of 10,000 healthy rollouts, no verdict after the step", unknown, HEALTHY, "runs"));
    }

    private static Row curve(double traffic, double errors) {
        String what =
                String.format(Locale.ROOT, "judge: %.0f/s, %.1f %% errors: seen in five points", traffic, 100 * errors);
        return new Row(what, 100.0 * seen(traffic, errors, POINTS, CURVE) / CURVE, 100, "%");
    }

    private static long seen(double traffic, double errors, int points, int runs) {
        return LongStream.range(1_000_000, 1_000_000 + runs)
                .mapToObj(seed -> new Trial(Map.of(), BenchSeed.chosen() + seed, traffic, USUAL).step(CANARY, errors))
                .flatMap(Optional::stream)
                .filter(minute -> minute <= points)
                .count();
    }
}
