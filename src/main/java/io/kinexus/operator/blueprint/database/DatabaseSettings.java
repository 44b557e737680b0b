package io.kinexus.operator.blueprint.database;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Metric;
import io.kinexus.operator.blueprint.database.DatabaseDeclaration.Engine;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.dbparametergroup.DbParameterGroupSpec;
import io.kinexus.operator.kind.loggroup.LogGroupSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the engine is told to do: the parameters and log exports of the Database, and those that Alarms need which count its
 * slow queries. A parameter that the Database states is never overruled.
 *
 * @param family engine and major version, such as {@code postgres15}; empty where the version is AWS's choice
 * @param logs sorted
 */
public record DatabaseSettings(Optional<String> family, Map<String, String> parameters, List<String> logs) {
    private static final int LONGEST = 63;
    private static final int LONGEST_GROUP = 255;
    static final String SLOW_POSTGRES = "log_min_duration_statement";
    private static final String SLOW_MYSQL = "long_query_time";

    public DatabaseSettings {
        parameters = Map.copyOf(parameters);
        logs = List.copyOf(logs);
    }

    /** Of a Database that is made here; one that exists has only what it has. */
    public static DatabaseSettings of(DatabaseDeclaration declared, Site site, String name) {
        Map<String, String> parameters = new TreeMap<>(declared.parameters());
        List<String> logs = new ArrayList<>(declared.logs());
        boolean postgres = declared.engine().filter(Engine.POSTGRES::equals).isPresent();
        slowerThan(site, name).ifPresent(slow -> {
            logs.add(slowLog(declared));
            if (postgres) {
                parameters.putIfAbsent(SLOW_POSTGRES, String.valueOf(slow.toMillis()));
            } else {
                parameters.putIfAbsent("slow_query_log", "1");
                parameters.putIfAbsent("log_output", "FILE");
                parameters.putIfAbsent(SLOW_MYSQL, seconds(slow));
            }
        });
        return new DatabaseSettings(
                family(declared), parameters, logs.stream().distinct().sorted().toList());
    }

    /** The least time that any Alarms about this Database call slow. */
    static Optional<Duration> slowerThan(Site site, String name) {
        return site.all(AlarmsDeclaration.class).stream()
                .filter(alarms -> alarms.spec().about().contains("database/" + name))
                .flatMap(alarms -> alarms.spec().rules().stream())
                .filter(rule -> rule.metric() == Metric.SLOW_QUERIES_PER_MINUTE)
                .flatMap(rule -> rule.slowerThan().stream())
                .min(Duration::compareTo);
    }

    /** The type of log in which slow queries stand. */
    public static String slowLog(DatabaseDeclaration declared) {
        return declared.engine().filter(Engine.POSTGRES::equals).isPresent() ? "postgresql" : "slowquery";
    }

    /** The types of log that an engine can send to CloudWatch. */
    static List<String> offered(Engine engine) {
        return engine == Engine.POSTGRES
                ? List.of("postgresql", "upgrade")
                : List.of("audit", "error", "general", "slowquery");
    }

    /** The log group of one type of log, as a resource: {@code log-group/<database>-<type>}. */
    public static ResourceId logGroup(Site site, String database, String type) {
        return site.id("log-group", database + "-" + type);
    }

    /** Where RDS writes; the name is its own. */
    public static String logGroupName(String instance, String type) {
        return "/aws/rds/instance/" + Names.cut(instance, LONGEST) + "/" + type;
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    private static Optional<String> family(DatabaseDeclaration declared) {
        return declared.engine().flatMap(engine -> declared.version().flatMap(version -> {
            String[] numbers = version.split("\\.");
            int major = engine == Engine.POSTGRES ? 1 : 2;
            return numbers.length < major
                    ? Optional.<String>empty()
                    : Optional.of(engine.name().toLowerCase(Locale.ROOT)
                            + String.join(".", List.of(numbers).subList(0, major)));
        }));
    }

    /** The name of the group that the instance has, or a reference to it: its own where something is set, else AWS's own. */
    Optional<String> group(Site site) {
        return family.map(of ->
                parameters.isEmpty() ? "default." + of : site.ref("db-parameter-group", groupName(site, of), "name"));
    }

    /** The family is part of the name: an upgrade to another major version needs both groups for a while. */
    private static String groupName(Site site, String family) {
        return site.self().name() + "-" + family;
    }

    /** What has to be there before the instance. */
    List<Declared<?>> resources(Site site, DatabaseDeclaration declared) {
        List<Declared<?>> all = new ArrayList<>();
        family.filter(of -> !parameters.isEmpty())
                .ifPresent(of -> all.add(Declared.of(
                        site.id("db-parameter-group", groupName(site, of)),
                        site.self(),
                        new DbParameterGroupSpec(
                                site.derived(site.self().name(), of.replace('.', '-'), LONGEST_GROUP)
                                        .toLowerCase(Locale.ROOT),
                                of,
                                site.self() + " of " + site.environment(),
                                parameters))));
        List<String> instances = new ArrayList<>(List.of(site.self().name()));
        instances.addAll(declared.replicaNames(site.self().name()));
        instances.forEach(instance -> logs.forEach(type -> all.add(Declared.of(
                logGroup(site, instance, type),
                site.self(),
                new LogGroupSpec(logGroupName(instance, type), Optional.of((int)
                        declared.logRetention().toDays()))))));
        return all;
    }
}
