package io.kinexus.operator.blueprint.alarms;

import io.kinexus.operator.kind.alarm.AlarmSpec.Query;
import io.kinexus.operator.kind.alarm.AlarmSpec.Stat;
import java.util.List;
import java.util.Optional;

/**
 * What one picture shows of a resource.
 *
 * @param unit of its axis; empty for plain numbers
 */
public record Figure(String title, String unit, List<Curve> curves) {
    public Figure {
        curves = List.copyOf(curves);
    }

    /** One line in the picture: metric math of which one query returns data. */
    public record Curve(String label, List<Query> queries) {
        public Curve {
            queries = List.copyOf(queries);
        }

        static Curve of(String label, Stat stat) {
            return new Curve(label, List.of(new Query("m", Optional.empty(), Optional.of(stat), true)));
        }

        /** Seconds, shown in milliseconds. */
        static Curve millis(String label, Stat stat) {
            return new Curve(label, List.of(Query.metric("m", stat), Query.result("ms", "1000 * m")));
        }

        /** Bytes, shown in GiB. */
        static Curve gib(String label, Stat stat) {
            return new Curve(label, List.of(Query.metric("m", stat), Query.result("gib", "m / " + (1L << 30))));
        }

        static Curve of(String label, Measure measure) {
            return measure.metric().map(stat -> of(label, stat)).orElseGet(() -> new Curve(label, measure.metrics()));
        }
    }
}
