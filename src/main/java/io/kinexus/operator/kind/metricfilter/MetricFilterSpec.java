package io.kinexus.operator.kind.metricfilter;

import io.kinexus.operator.core.resource.Spec;

/**
 * One filter, which counts the lines that match: each as one, and 0 for a minute with lines of which none does.
 *
 * @param logGroup by name
 * @param filterName {@code <environment>-<name of the resource>}
 * @param pattern at most 1024 characters, in CloudWatch Logs' own language
 * @param namespace where the count goes; {@link #namespace} for an environment's own
 * @param metric the name of the count; it has no dimensions, since AWS takes those only from what a line says
 */
public record MetricFilterSpec(String logGroup, String filterName, String pattern, String namespace, String metric)
        implements Spec {

    /** Where everything goes that an environment counts. */
    public static String namespace(String environment) {
        return "Kinexus/" + environment;
    }
}
