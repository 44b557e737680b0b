package io.kinexus.operator.blueprint.alarms;

import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Metric;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the types cannot show of Alarms. */
final class AlarmsCheck {
    private static final int MINUTE = 60;
    private static final int FINE_MINUTES = 15;
    private static final int COARSE = 5;
    private static final double HUNDRED = 100;
    private static final Set<Metric> SHARES = Set.of(
            Metric.CPU,
            Metric.MEMORY,
            Metric.ERROR_RATE,
            Metric.DATABASE_CONNECTIONS_PERCENT,
            Metric.FREE_STORAGE_PERCENT);

    private final Map<String, Subject> subjects;
    private final List<Flaw> flaws = new ArrayList<>();

    private AlarmsCheck(Map<String, Subject> subjects) {
        this.subjects = subjects;
    }

    static List<Flaw> check(AlarmsDeclaration declaration, Site site) {
        AlarmsCheck check = new AlarmsCheck(Subjects.of(declaration, site));
        check.about(declaration);
        check.slow(declaration);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < declaration.rules().size(); i++) {
            Rule rule = declaration.rules().get(i);
            String path = "spec.rules[" + i + "]";
            if (!names.add(rule.name())) {
                check.flaw(path + ".name", "is there twice; rules have names of their own");
            }
            check.rule(path, rule);
            check.custom(path, rule);
            check.fits(path, rule, declaration);
        }
        return check.flaws;
    }

    private void about(AlarmsDeclaration declaration) {
        for (int i = 0; i < declaration.about().size(); i++) {
            String one = declaration.about().get(i);
            if (declaration.about().indexOf(one) < i) {
                flaw("spec.for[" + i + "]", "is there twice");
            }
            if (subjects.get(one) instanceof CacheSubject cache && cache.nodes().size() > CacheSubject.MOST_NODES) {
                flaw(
                        "spec.for[" + i + "]",
                        "has more than " + CacheSubject.MOST_NODES + " nodes; an alarm computes with"
                                + " at most that many metrics");
            }
        }
    }

    /** AWS counts by so many expressions on one log group. */
    private void slow(AlarmsDeclaration declaration) {
        long slow = declaration.rules().stream()
                .filter(rule -> rule.metric() == Metric.SLOW_QUERIES_PER_MINUTE)
                .count();
        if (slow > SlowQueries.MOST) {
            flaw("spec.rules", "has " + slow + " rules about slow queries; AWS allows " + SlowQueries.MOST);
        }
    }

    private void rule(String path, Rule rule) {
        if (rule.above().isPresent() == rule.below().isPresent()) {
            flaw(path, "needs exactly one of above and below");
        }
        double threshold = rule.above().or(rule::below).orElse(0.0);
        if (SHARES.contains(rule.metric()) && (threshold < 0 || threshold > HUNDRED)) {
            flaw(path + (rule.above().isPresent() ? ".above" : ".below"), "is a percentage, 0 to 100");
        }
        long seconds = rule.lasting().toSeconds();
        boolean coarse = seconds > FINE_MINUTES * MINUTE;
        if (seconds % (coarse ? COARSE * MINUTE : MINUTE) != 0) {
            flaw(path + ".for", "must be whole minutes, and over 15m a multiple of 5m");
        }
        boolean slow = rule.metric() == Metric.SLOW_QUERIES_PER_MINUTE;
        if (slow != rule.slowerThan().isPresent()) {
            flaw(path + ".slowerThan", "belongs to slow-queries-per-minute, which needs it, such as 1s");
        }
    }

    private void custom(String path, Rule rule) {
        boolean custom = rule.metric() == Metric.CUSTOM;
        if (custom != rule.custom().isPresent()) {
            flaw(path + ".custom", "belongs to custom, which needs it: namespace, name, statistic, dimensions");
            return;
        }
        long about = subjects.values().stream()
                .filter(one -> one.measure(rule).isPresent())
                .count();
        boolean alike = rule.custom()
                .filter(one -> one.dimensions().values().stream().noneMatch(value -> value.contains(CustomMetric.NAME)))
                .isPresent();
        if (alike && about > 1) {
            flaw(
                    path + ".custom.dimensions",
                    "would make " + about + " alarms of one metric: write {name} where the resource's name stands");
        }
    }

    private void fits(String path, Rule rule, AlarmsDeclaration declaration) {
        boolean known = subjects.size() == Set.copyOf(declaration.about()).size();
        boolean complete = rule.metric() != Metric.CUSTOM || rule.custom().isPresent();
        if (known
                && complete
                && subjects.values().stream().allMatch(one -> one.measure(rule).isEmpty())) {
            flaw(
                    path + ".metric",
                    text(rule.metric()) + " fits none of the listed resources; " + fitting(rule.metric()));
        }
    }

    private void flaw(String path, String message) {
        flaws.add(new Flaw(path, message));
    }

    private static String text(Metric metric) {
        return metric.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String fitting(Metric metric) {
        return switch (metric) {
            case CPU -> "it is about services, databases and caches";
            case MEMORY -> "it is about services, databases and caches";
            case ERROR_RATE, REQUESTS_PER_MINUTE ->
                "it is about load balancers, services with ingress, functions, HTTP APIs and topics";
            case LATENCY_P50, LATENCY_P95, LATENCY_P99 ->
                "it is about load balancers, services with ingress, functions and HTTP APIs";
            case HEALTHY_TARGETS, UNHEALTHY_TARGETS -> "it is about services with ingress";
            case DATABASE_CONNECTIONS, DATABASE_CONNECTIONS_PERCENT, FREE_STORAGE_PERCENT, SLOW_QUERIES_PER_MINUTE ->
                "it is about databases";
            case CACHE_CONNECTIONS, EVICTIONS -> "it is about caches";
            case THROTTLES -> "it is about functions and tables";
            case DEAD_LETTERS -> "it is about event buses that have rules";
            case CUSTOM -> "it is about services and functions";
        };
    }
}
