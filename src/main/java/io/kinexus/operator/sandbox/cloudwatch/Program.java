package io.kinexus.operator.sandbox.cloudwatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/** Metric queries, checked and read once, so that an alarm costs little each minute. */
final class Program {
    private static final int SECONDS = 60;

    /** One query: a metric with its statistic, or an expression. */
    record Line(
            String id,
            Optional<MetricKey> metric,
            Optional<Statistic> statistic,
            Optional<MetricMath.Parsed> expression,
            int minutes,
            String label,
            boolean returned) {}

    private final Map<String, Line> lines;

    private Program(Map<String, Line> lines) {
        this.lines = lines;
    }

    /** One metric alone. */
    static Program of(MetricKey metric, Statistic statistic, int seconds) {
        Line only = new Line(
                "m1",
                Optional.of(metric),
                Optional.of(statistic),
                Optional.empty(),
                minutes(seconds),
                metric.name(),
                true);
        return new Program(Map.of("m1", only));
    }

    static Program of(List<MetricDataQuery> queries) {
        Map<String, Line> lines = new LinkedHashMap<>();
        for (MetricDataQuery query : queries) {
            if (query.id() == null || !query.id().matches("[a-z][A-Za-z0-9_]{0,254}")) {
                throw MetricMath.wrong("an id starts with a lower-case letter: " + query.id());
            }
            if ((query.metricStat() == null) == (query.expression() == null)) {
                throw MetricMath.wrong("exactly one of MetricStat and Expression is needed in " + query.id());
            }
            if (lines.put(query.id(), line(query)) != null) {
                throw MetricMath.wrong("the id " + query.id() + " is there twice");
            }
        }
        Program program = new Program(lines);
        lines.values().forEach(program::check);
        return program;
    }

    private static Line line(MetricDataQuery query) {
        boolean returned = !Boolean.FALSE.equals(query.returnData());
        Optional<String> label = Optional.ofNullable(query.label());
        if (query.metricStat() != null) {
            MetricKey key = MetricKey.of(query.metricStat().metric());
            return new Line(
                    query.id(),
                    Optional.of(key),
                    Optional.of(Statistic.parse(query.metricStat().stat())),
                    Optional.empty(),
                    minutes(query.metricStat().period()),
                    label.orElse(key.name()),
                    returned);
        }
        return new Line(
                query.id(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(MetricMath.parse(query.expression())),
                query.period() == null ? 0 : minutes(query.period()),
                label.orElse(query.id()),
                returned);
    }

    /** Periods below a minute are looked at by the minute: the sandbox keeps nothing finer. */
    private static int minutes(int seconds) {
        return Math.max(1, seconds / SECONDS);
    }

    private void check(Line line) {
        Deque<Line> open = new ArrayDeque<>(List.of(line));
        Set<String> seen = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            for (String id : open.pop().expression().map(MetricMath.Parsed::ids).orElse(Set.of())) {
                if (!lines.containsKey(id)) {
                    throw MetricMath.wrong("the id " + id + " is not defined");
                }
                if (id.equals(line.id())) {
                    throw MetricMath.wrong("the expression " + id + " refers to itself");
                }
                if (seen.add(id)) {
                    open.push(line(id));
                }
            }
        }
    }

    List<Line> returned() {
        return lines.values().stream().filter(Line::returned).toList();
    }

    /** Of a line's points, in minutes: its own, or the longest of what its expression is made of. */
    int period(Line line) {
        int own = line.minutes();
        for (String id : line.expression().map(MetricMath.Parsed::ids).orElse(Set.of())) {
            own = Math.max(own, period(line(id)));
        }
        return Math.max(1, own);
    }

    Set<MetricKey> metrics() {
        Set<MetricKey> all = new LinkedHashSet<>();
        lines.values().forEach(line -> line.metric().ifPresent(all::add));
        return all;
    }

    /** The points of one line, oldest first, each of so many minutes; what is missing is not a number. */
    double[] run(Metrics metrics, Line line, int from, int period, int points) {
        MathValue value = new Run(metrics, from, period, points).line(line.id());
        double[] result = new double[points];
        Arrays.setAll(result, value::at);
        return result;
    }

    private Line line(String id) {
        return Optional.ofNullable(lines.get(id)).orElseThrow(() -> MetricMath.wrong("the id " + id));
    }

    private final class Run implements MetricMath.Grid {
        private final Metrics metrics;
        private final int from;
        private final int period;
        private final int points;
        private final Map<String, MathValue> known = new HashMap<>();

        Run(Metrics metrics, int from, int period, int points) {
            this.metrics = metrics;
            this.from = from;
            this.period = period;
            this.points = points;
        }

        @Override
        public int points() {
            return points;
        }

        @Override
        public MathValue line(String id) {
            MathValue value = known.get(id);
            if (value == null) {
                Line line = Program.this.line(id);
                value = line.expression().isPresent()
                        ? line.expression().get().node().on(this)
                        : read(line);
                known.put(id, value);
            }
            return value;
        }

        @Override
        public MathValue quota(String id) {
            double quota = Program.this
                    .line(id)
                    .metric()
                    .flatMap(UsageQuotas::of)
                    .orElseThrow(() -> MetricMath.wrong("there is no quota for " + id));
            return MathValue.combine(line(id), new MathValue.Scalar(quota), points, (used, most) -> most);
        }

        @Override
        public List<MathValue> metrics() {
            List<MathValue> all = new ArrayList<>();
            lines.values().stream().filter(line -> line.metric().isPresent()).forEach(line -> all.add(line(line.id())));
            return all;
        }

        private MathValue read(Line line) {
            double[] result = new double[points];
            Arrays.fill(result, Double.NaN);
            Optional<Series> series = line.metric().flatMap(metrics::of);
            Statistic statistic = line.statistic().orElseThrow();
            if (series.isPresent()) {
                for (int i = 0; i < points; i++) {
                    result[i] = series.get().statistic(statistic, from + i * period, period);
                }
            }
            return new MathValue.Line(result);
        }
    }
}
