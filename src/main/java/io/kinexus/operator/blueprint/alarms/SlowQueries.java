package io.kinexus.operator.blueprint.alarms;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Metric;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Rule;
import io.kinexus.operator.blueprint.alarms.Figure.Curve;
import io.kinexus.operator.blueprint.database.DatabaseDeclaration;
import io.kinexus.operator.blueprint.database.DatabaseSettings;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Reference;
import io.kinexus.operator.kind.alarm.AlarmSpec.Stat;
import io.kinexus.operator.kind.metricfilter.MetricFilterSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Queries that take long. RDS has no metric of them: the engine logs them, RDS sends the log to CloudWatch, and a metric filter
 * counts the lines whose time is at least the rule's. What the engine must be told for that, the Database sees to.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.Query_Logging.html">Query
 *     logging of PostgreSQL</a>
 */
final class SlowQueries {
    /** AWS takes so many filters with expressions on one log group. */
    static final int MOST = 5;

    private static final int LONGEST = 512;
    private static final String DATABASE = "database/";

    private SlowQueries() {}

    /** One filter for each rule and database, counting into a metric of its own. */
    static List<Declared<?>> filters(AlarmsDeclaration declaration, Site site) {
        List<Declared<?>> filters = new ArrayList<>();
        for (String about : declaration.about()) {
            if (!about.startsWith(DATABASE)) {
                continue;
            }
            String name = about.substring(DATABASE.length());
            site.find(DatabaseDeclaration.class, name).ifPresent(database -> declaration.rules().stream()
                    .filter(rule -> rule.metric() == Metric.SLOW_QUERIES_PER_MINUTE)
                    .forEach(rule -> filters.add(filter(site, name, database, rule))));
        }
        return filters;
    }

    private static Declared<MetricFilterSpec> filter(Site site, String name, DatabaseDeclaration database, Rule rule) {
        String local = local(site.self().name(), name, rule);
        return Declared.of(
                site.id("metric-filter", local),
                site.self(),
                new MetricFilterSpec(
                        group(site, name, database),
                        site.derived(site.self().name(), rule.name() + "-database-" + name, LONGEST),
                        pattern(database, rule.slowerThan().orElseThrow()),
                        MetricFilterSpec.namespace(site.environment()),
                        local));
    }

    /** Of a database that exists, where RDS writes; of another, the group that is made for it. */
    private static String group(Site site, String name, DatabaseDeclaration database) {
        String type = DatabaseSettings.slowLog(database);
        return database.existing()
                .map(existing -> DatabaseSettings.logGroupName(existing.substring(existing.lastIndexOf(':') + 1), type))
                .orElseGet(() -> Reference.to(DatabaseSettings.logGroup(site, name, type), "name")
                        .toString());
    }

    /** No slow query leaves no line: then there is nothing to count. */
    static Measure measure(Site site, String name, Rule rule) {
        Measure measure = Measure.single(stat(site, local(site.self().name(), name, rule)))
                .quietWhenMissing()
                .perMinute(true);
        return site.find(DatabaseDeclaration.class, name)
                .flatMap(DatabaseDeclaration::existing)
                .map(existing -> measure.noted("the database exists already: that it sends the log of its slow queries"
                        + " to CloudWatch is for you to see to"))
                .orElse(measure);
    }

    /** What all Alarms count of a database, one curve a rule. */
    static List<Curve> counted(Site site, String name) {
        return site.all(AlarmsDeclaration.class).stream()
                .filter(one -> one.spec().about().contains(DATABASE + name))
                .flatMap(one -> one.spec().rules().stream()
                        .filter(rule -> rule.metric() == Metric.SLOW_QUERIES_PER_MINUTE)
                        .map(rule -> Curve.of(rule.name(), stat(site, local(one.name(), name, rule)))))
                .toList();
    }

    private static Stat stat(Site site, String metric) {
        return new Stat(MetricFilterSpec.namespace(site.environment()), metric, Map.of(), "Sum");
    }

    private static String local(String alarms, String name, Rule rule) {
        return alarms + "-" + rule.name() + "-database-" + name;
    }

    /** PostgreSQL writes milliseconds, as in {@code duration: 1532.118 ms}; MySQL seconds, as in {@code Query_time: 1.532118}. */
    private static String pattern(DatabaseDeclaration database, Duration slow) {
        BigDecimal millis = BigDecimal.valueOf(slow.toMillis());
        return DatabaseSettings.slowLog(database).equals("postgresql")
                ? new AtLeast("duration:\\s", millis).pattern()
                : new AtLeast("Query_time:\\s", millis.movePointLeft(3)).pattern();
    }
}
