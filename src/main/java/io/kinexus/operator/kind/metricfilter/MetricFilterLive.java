package io.kinexus.operator.kind.metricfilter;

import io.kinexus.operator.core.resource.Live;
import java.util.List;
import java.util.Optional;

/** One filter as described. */
record MetricFilterLive(String logGroup, String name, String pattern, List<Count> counts, boolean ofTransformedLogs)
        implements Live {
    MetricFilterLive {
        counts = List.copyOf(counts);
    }

    /**
     * Where the matching lines are counted, and as what.
     *
     * @param value what one line counts for
     * @param otherwise what a minute counts for that has lines of which none matches
     * @param others unit and dimensions, which are never declared
     */
    record Count(String namespace, String metric, String value, Optional<Double> otherwise, String others) {
        @Override
        public String toString() {
            return namespace + "/" + metric + " by " + value
                    + otherwise.map(zero -> ", else " + zero).orElse("")
                    + others;
        }
    }
}
