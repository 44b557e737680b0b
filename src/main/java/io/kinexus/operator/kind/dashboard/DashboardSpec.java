package io.kinexus.operator.kind.dashboard;

import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Spec;

/**
 * One dashboard.
 *
 * @param name at most 255 letters, digits, hyphens and underscores
 * @param body AWS's JSON; a text widget in it holds {@link #mark}
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html">Body</a>
 */
public record DashboardSpec(String name, String body) implements Spec {
    static final String MARK = "kinexus:resource ";

    /** What makes a dashboard ours: it stands in its text, where people see it. */
    public static String mark(ResourceId id) {
        return "`" + MARK + id + "`";
    }
}
