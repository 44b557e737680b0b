package io.kinexus.operator.blueprint.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinexus.operator.blueprint.alarms.Figure;
import io.kinexus.operator.blueprint.alarms.Figure.Curve;
import io.kinexus.operator.kind.alarm.AlarmSpec.Query;
import io.kinexus.operator.kind.alarm.AlarmSpec.Stat;
import java.util.List;
import java.util.TreeMap;

/**
 * CloudWatch's JSON of a dashboard, written from top to bottom on its grid of 24 columns. The same figures give the same text.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html">Body</a>
 */
final class DashboardBody {
    private static final int COLUMNS = 24;
    private static final int WIDTH = 8;
    private static final int HEIGHT = 6;
    private static final int TEXT_HEIGHT = 2;
    private static final int ALARM_HEIGHT = 3;
    private static final int MINUTE = 60;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String region;
    private final ArrayNode widgets = JSON.arrayNode();
    private int top;
    private int left;

    DashboardBody(String region) {
        this.region = region;
    }

    DashboardBody text(String markdown) {
        endRow();
        widget("text", COLUMNS, TEXT_HEIGHT).put("markdown", markdown);
        top += TEXT_HEIGHT;
        return this;
    }

    /** @param arns of alarms, a hundred at most */
    DashboardBody alarms(String title, List<String> arns) {
        endRow();
        ObjectNode properties = widget("alarm", COLUMNS, ALARM_HEIGHT).put("title", title);
        arns.forEach(properties.putArray("alarms")::add);
        top += ALARM_HEIGHT;
        return this;
    }

    /** Three stand side by side. */
    DashboardBody figure(Figure figure) {
        if (left + WIDTH > COLUMNS) {
            endRow();
        }
        ObjectNode properties = widget("metric", WIDTH, HEIGHT)
                .put("title", figure.title())
                .put("region", region)
                .put("view", "timeSeries")
                .put("stacked", false)
                .put("period", MINUTE);
        ObjectNode axis = properties.putObject("yAxis").putObject("left").put("min", 0);
        if (!figure.unit().isEmpty()) {
            axis.put("label", figure.unit()).put("showUnits", false);
        }
        ArrayNode metrics = properties.putArray("metrics");
        for (int i = 0; i < figure.curves().size(); i++) {
            curve(metrics, "c" + i + "_", figure.curves().get(i));
        }
        left += WIDTH;
        return this;
    }

    private static void curve(ArrayNode metrics, String prefix, Curve curve) {
        List<String> ids = curve.queries().stream().map(Query::id).toList();
        for (Query query : curve.queries()) {
            ArrayNode line = metrics.addArray();
            query.stat().ifPresent(stat -> metric(line, stat));
            ObjectNode options = JSON.objectNode().put("id", prefix + query.id());
            query.stat().ifPresent(stat -> options.put("stat", stat.stat()));
            query.expression().ifPresent(text -> options.put("expression", renamed(text, ids, prefix)));
            if (query.returnData()) {
                options.put("label", curve.label());
            } else {
                options.put("visible", false);
            }
            line.add(options);
        }
    }

    private static void metric(ArrayNode line, Stat stat) {
        line.add(stat.namespace()).add(stat.metricName());
        new TreeMap<>(stat.dimensions()).forEach((name, value) -> line.add(name).add(value));
    }

    /** Ids are unique in a picture: each curve's have a prefix, in its expressions too. References to values stay. */
    private static String renamed(String expression, List<String> ids, String prefix) {
        String text = expression;
        for (String id : ids) {
            text = text.replaceAll("(?<![A-Za-z0-9_./{-])" + id + "(?![A-Za-z0-9_(])", prefix + id);
        }
        return text;
    }

    private ObjectNode widget(String type, int width, int height) {
        ObjectNode widget = widgets.addObject()
                .put("type", type)
                .put("x", left)
                .put("y", top)
                .put("width", width)
                .put("height", height);
        return widget.putObject("properties");
    }

    private void endRow() {
        top += left == 0 ? 0 : HEIGHT;
        left = 0;
    }

    int size() {
        return widgets.size();
    }

    String json() {
        return JSON.objectNode().set("widgets", widgets).toString();
    }
}
