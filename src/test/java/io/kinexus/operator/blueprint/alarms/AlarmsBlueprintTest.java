package io.kinexus.operator.blueprint.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Metric;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Rule;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Severity;
import io.kinexus.operator.blueprint.cache.CacheDeclaration;
import io.kinexus.operator.blueprint.database.DatabaseDeclaration;
import io.kinexus.operator.blueprint.loadbalancer.LoadBalancerDeclaration;
import io.kinexus.operator.blueprint.service.RolloutSettings;
import io.kinexus.operator.blueprint.service.ServiceDeclaration;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.kind.alarm.AlarmSpec;
import io.kinexus.operator.kind.alarm.AlarmSpec.Query;
import io.kinexus.operator.kind.metricfilter.MetricFilterSpec;
import io.kinexus.operator.support.DeclaredSite;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmsBlueprintTest {
    private static final List<String> ALL =
            List.of("service/api", "service/worker", "database/main", "cache/main", "cache/pair", "load-balancer/main");

    private final AlarmsBlueprint blueprint = new AlarmsBlueprint();
    private final DeclaredSite site = new DeclaredSite("alarms/main")
            .with("service/api", service(true))
            .with("service/worker", service(false))
            .with("database/main", database())
            .with("cache/main", cache(1))
            .with("cache/pair", cache(2))
            .with("load-balancer/main", balancer());

    @ParameterizedTest
    @CsvSource({
        "CPU, service/api service/worker database/main cache/main cache/pair",
        "MEMORY, service/api service/worker database/main cache/main cache/pair",
        "ERROR_RATE, service/api load-balancer/main",
        "LATENCY_P99, service/api load-balancer/main",
        "UNHEALTHY_TARGETS, service/api",
        "DATABASE_CONNECTIONS_PERCENT, database/main",
        "FREE_STORAGE_PERCENT, database/main",
        "SLOW_QUERIES_PER_MINUTE, database/main",
        "EVICTIONS, cache/main cache/pair"
    })
    void aRuleBecomesOneAlarmForEachResourceThatItFits(Metric metric, String fitting) {
        String ids = expand(metric).stream().map(one -> one.id().local()).collect(Collectors.joining(" "));
        String wanted = List.of(fitting.split(" ")).stream()
                .map(one -> "alarm/main-rule-" + one.replace('/', '-'))
                .collect(Collectors.joining(" "));
        assertThat(ids).isEqualTo(wanted);
    }

    @Test
    void theErrorRateIsTakenOverBothGroupsOfAService() {
        AlarmSpec spec = spec(Metric.ERROR_RATE, 0);
        assertThat(spec.metrics())
                .extracting(Query::id)
                .containsExactly("errors_blue", "errors_green", "requests_blue", "requests_green", "rate");
        assertThat(spec.metrics().get(0).stat().orElseThrow().dimensions())
                .isEqualTo(Map.of(
                        "LoadBalancer", "${load-balancer/main.fullName}",
                        "TargetGroup", "${target-group/api-blue.fullName}"));
        assertThat(spec.alarmActions()).containsExactly("${topic/loud.arn}");
        assertThat(spec.evaluationPeriods()).isEqualTo(5);
    }

    @Test
    void aPercentageOfWhatCloudWatchDoesNotMeasureSaysWhatItIsComputedFrom() {
        Declared<?> alarm = expand(Metric.FREE_STORAGE_PERCENT).get(0);
        assertThat(((AlarmSpec) alarm.spec()).basis())
                .containsExactly(Map.entry("gib", "${db-instance/main.allocatedStorage}"));
        assertThat(alarm.notes())
                .containsExactly(
                        "computed from the live allocated storage in GiB: ${db-instance/main.allocatedStorage}");
    }

    @Test
    void slowQueriesAreCountedInTheDatabasesLog() {
        Rule rule = new Rule(
                "slow",
                Severity.WARNING,
                Metric.SLOW_QUERIES_PER_MINUTE,
                Optional.of(5.0),
                Optional.empty(),
                Duration.ofMinutes(20),
                Optional.of(Duration.ofMillis(1500)),
                Optional.empty());
        List<Declared<?>> all = expand(rule);
        MetricFilterSpec filter = (MetricFilterSpec) all.get(1).spec();
        assertThat(filter.filterName()).isEqualTo("test-" + all.get(1).id().name());
        assertThat(filter.logGroup()).isEqualTo("${log-group/main-postgresql.name}");
        AlarmSpec alarm = (AlarmSpec) all.get(0).spec();
        assertThat(alarm.metric().orElseThrow())
                .isEqualTo(new AlarmSpec.Stat(filter.namespace(), filter.metric(), Map.of(), "Sum"));
        assertThat(alarm.threshold())
                .as("five a minute, in points of five minutes")
                .isEqualTo(25);
        assertThat(alarm.evaluationPeriods()).isEqualTo(4);
    }

    @Test
    void anApplicationsOwnMetricIsOneAlarmForEachService() {
        AlarmsDeclaration.Custom jobs = new AlarmsDeclaration.Custom(
                "Kinexus/Jobs", "Failed", "sum", Map.of("Service", "{name}", "Stage", "test"));
        List<Declared<?>> all = expand(custom(jobs));
        assertThat(all)
                .extracting(one -> ((AlarmSpec) one.spec()).metric().orElseThrow())
                .containsExactly(
                        new AlarmSpec.Stat("Kinexus/Jobs", "Failed", Map.of("Service", "api", "Stage", "test"), "Sum"),
                        new AlarmSpec.Stat(
                                "Kinexus/Jobs", "Failed", Map.of("Service", "worker", "Stage", "test"), "Sum"));
        AlarmsDeclaration alike = new AlarmsDeclaration(
                Optional.empty(),
                Optional.empty(),
                List.of("service/api", "service/worker"),
                List.of(custom(new AlarmsDeclaration.Custom("Kinexus/Jobs", "Failed", "p99", Map.of()))));
        assertThat(blueprint.check(alike, site))
                .extracting(Flaw::path)
                .containsExactly("spec.rules[0].custom.dimensions");
    }

    private static Rule custom(AlarmsDeclaration.Custom metric) {
        return new Rule(
                "jobs",
                Severity.WARNING,
                Metric.CUSTOM,
                Optional.of(5.0),
                Optional.empty(),
                Duration.ofMinutes(5),
                Optional.empty(),
                Optional.of(metric));
    }

    @Test
    void theWorstNodeOfACacheDecides() {
        assertThat(spec(Metric.CPU, 4).metrics())
                .extracting(Query::expression)
                .last()
                .isEqualTo(Optional.of("MAX([m1, m2])"));
        assertThat(spec(Metric.CPU, 3).metric().orElseThrow().dimensions())
                .isEqualTo(Map.of("CacheClusterId", "main-001"));
    }

    @ParameterizedTest
    @CsvSource({
        "CPU, 80, , 5m, service/worker, ",
        "CPU, , , 5m, service/worker, spec.rules[0]",
        "CPU, 80, 20, 5m, service/worker, spec.rules[0]",
        "CPU, 120, , 5m, service/worker, spec.rules[0].above",
        "CPU, 80, , 90s, service/worker, spec.rules[0].for",
        "CPU, 80, , 17m, service/worker, spec.rules[0].for",
        "ERROR_RATE, 5, , 5m, service/worker, spec.rules[0].metric",
        "SLOW_QUERIES_PER_MINUTE, 5, , 5m, database/main, spec.rules[0].slowerThan",
        "EVICTIONS, 5, , 5m, service/api, spec.rules[0].metric",
        "CUSTOM, 5, , 5m, service/api, spec.rules[0].custom"
    })
    void mistakesAreNamed(Metric metric, Double above, Double below, String lasting, String about, String path) {
        Rule rule = new Rule(
                "rule",
                Severity.WARNING,
                metric,
                Optional.ofNullable(above),
                Optional.ofNullable(below),
                Duration.parse("PT" + lasting.toUpperCase(Locale.ROOT)),
                Optional.empty(),
                Optional.empty());
        AlarmsDeclaration declaration =
                new AlarmsDeclaration(Optional.of("loud"), Optional.empty(), List.of(about), List.of(rule));
        assertThat(blueprint.check(declaration, site))
                .extracting(Flaw::path)
                .isEqualTo(path == null ? List.of() : List.of(path));
    }

    private AlarmSpec spec(Metric metric, int which) {
        return (AlarmSpec) expand(metric).get(which).spec();
    }

    private List<Declared<?>> expand(Metric metric) {
        Rule rule = new Rule(
                "rule",
                Severity.CRITICAL,
                metric,
                Optional.of(5.0),
                Optional.empty(),
                Duration.ofMinutes(5),
                metric == Metric.SLOW_QUERIES_PER_MINUTE ? Optional.of(Duration.ofSeconds(1)) : Optional.empty(),
                Optional.empty());
        return expand(rule).stream()
                .filter(one -> one.id().kind().value().equals("alarm"))
                .toList();
    }

    private List<Declared<?>> expand(Rule rule) {
        return blueprint.expand(
                new AlarmsDeclaration(Optional.of("loud"), Optional.of("quiet"), ALL, List.of(rule)), site);
    }

    private static ServiceDeclaration service(boolean ingress) {
        RolloutSettings plain = RolloutSettings.plain();
        RolloutSettings canary = new RolloutSettings(
                RolloutSettings.Strategy.CANARY,
                plain.percent(),
                plain.step(),
                plain.stepBake(),
                plain.bake(),
                plain.watch(),
                plain.deadline(),
                plain.minimumHealthyPercent(),
                plain.maximumPercent(),
                plain.analysis(),
                plain.test(),
                plain.onFirstFailure());
        return new ServiceDeclaration(
                "cluster",
                "main",
                Optional.empty(),
                "image:1",
                256,
                512,
                ServiceDeclaration.Architecture.X86_64,
                Optional.of(8000),
                false,
                List.of(),
                Map.of(),
                Map.of(),
                ingress
                        ? Optional.of(new ServiceDeclaration.Ingress(
                                "main", 443, "/*", Optional.empty(), Optional.empty(), Optional.empty()))
                        : Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(canary),
                Optional.empty(),
                Duration.ofDays(30),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static DatabaseDeclaration database() {
        return new DatabaseDeclaration(
                Optional.empty(),
                Optional.of("main"),
                Optional.of(DatabaseDeclaration.Engine.POSTGRES),
                Optional.of("15"),
                Optional.of("db.t3.medium"),
                Optional.empty(),
                false,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                true,
                Map.of(),
                List.of(),
                java.time.Duration.ofDays(30),
                false,
                false);
    }

    private static CacheDeclaration cache(int nodes) {
        return new CacheDeclaration(
                Optional.empty(),
                Optional.of("main"),
                CacheDeclaration.Engine.REDIS,
                Optional.empty(),
                Optional.of("cache.t3.micro"),
                Optional.of(nodes),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                6379);
    }

    private static LoadBalancerDeclaration balancer() {
        return new LoadBalancerDeclaration(
                Optional.of("main"),
                LoadBalancerDeclaration.Scheme.INTERNET_FACING,
                List.of(),
                Optional.empty(),
                false,
                Duration.ofMinutes(1),
                List.of(),
                Optional.empty());
    }
}
