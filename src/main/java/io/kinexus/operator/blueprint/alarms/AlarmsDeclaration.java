package io.kinexus.operator.blueprint.alarms;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Default;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Form;
import io.kinexus.operator.blueprint.Key;
import io.kinexus.operator.blueprint.Range;
import io.kinexus.operator.blueprint.Refers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules about health that hold for a list of resources. */
@Doc("Rules, each of which becomes one CloudWatch alarm for each listed resource that its metric fits.")
public record AlarmsDeclaration(
        @Doc("The topic that critical alarms tell.") @Refers("topic")
        Optional<String> critical,

        @Doc("The topic that warnings tell.") @Refers("topic")
        Optional<String> warning,

        @Doc("What the rules are about.")
        @Key("for")
        @Refers(
                value = {
                    "service",
                    "database",
                    "cache",
                    "load-balancer",
                    "function",
                    "table",
                    "http-api",
                    "topic",
                    "event-bus"
                },
                qualified = true)
        @Range(min = 1)
        List<String> about,

        @Doc("The rules.") List<Rule> rules)
        implements Declaration {

    /** One rule. */
    public record Rule(
            @Doc("Its name, unique in the document.")
            @Form(regex = "[a-z0-9]+(-[a-z0-9]+)*", say = "lower-case words joined by hyphens, such as cpu-high")
            String name,

            @Doc("Which topic is told.") @Default("warning") Severity severity,

            @Doc("What is measured.") Metric metric,

            @Doc("Breached by values above this; in percent, milliseconds or a count, as the metric's name says.")
            Optional<Double> above,

            @Doc("Breached by values below this; either above or below is given.")
            Optional<Double> below,

            @Doc("How long it must be breached without a gap, in whole minutes.")
            @Key("for")
            @Default("5m")
            @Range(min = 60, max = 86400)
            Duration lasting,

            @Doc("For slow-queries-per-minute: how long a query takes to count as slow.")
            @Range(min = 0.001, max = 3600)
            Optional<Duration> slowerThan,

            @Doc("For custom: what the application itself sends to CloudWatch.")
            Optional<Custom> custom) {}

    /** A metric of the application's own. */
    public record Custom(
            @Doc("Its namespace.")
            @Form(regex = "(?!AWS/)[A-Za-z0-9._/#-]{1,255}", say = "a namespace such as Kinexus/Documents")
            String namespace,

            @Doc("Its name.") @Range(min = 1, max = 255) String name,

            @Doc("What is made of its values in a minute; sums and counts are held against the threshold by the"
                    + " minute.")
            @Default("average")
            @Form(
                    regex = "average|sum|minimum|maximum|sample-count|p([0-9]{1,2}(\\.[0-9]{1,2})?|100)",
                    say = "average, sum, minimum, maximum, sample-count or a percentile such as p99")
            String statistic,

            @Doc("Its dimensions; {name} stands for the name of the resource that the alarm is about.") @Range(max = 30)
            Map<String, String> dimensions) {
        public Custom {
            dimensions = Map.copyOf(dimensions);
        }
    }

    /** How bad it is. */
    public enum Severity {
        CRITICAL,
        WARNING
    }

    /** What a rule can be about. Percentages are 0 to 100, latencies milliseconds, what happens is counted by the minute. */
    public enum Metric {
        CPU,
        MEMORY,
        ERROR_RATE,
        LATENCY_P50,
        LATENCY_P95,
        LATENCY_P99,
        REQUESTS_PER_MINUTE,
        HEALTHY_TARGETS,
        UNHEALTHY_TARGETS,
        DATABASE_CONNECTIONS,
        DATABASE_CONNECTIONS_PERCENT,
        FREE_STORAGE_PERCENT,
        SLOW_QUERIES_PER_MINUTE,
        CACHE_CONNECTIONS,
        EVICTIONS,
        THROTTLES,
        DEAD_LETTERS,
        CUSTOM
    }

    public AlarmsDeclaration {
        about = List.copyOf(about);
        rules = List.copyOf(rules);
    }
}
