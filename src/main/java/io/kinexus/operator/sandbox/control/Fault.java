package io.kinexus.operator.sandbox.control;

import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.door.SdkJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One line of the fault grammar: what goes wrong, for which calls or events, how often, and when.
 *
 * @param service SDK's name of the service, such as {@code ecs}; empty means every one
 * @param action of the API; a {@code *} at the end means whatever begins so; empty means every one
 * @param source of events, such as {@code aws.ecs}; {@code *} as in an action
 * @param detailType of events; {@code *} as in an action
 * @param probability of each matching call or event, from 0 to 1
 * @param count how many times at most
 * @param after from when on, counted from when the fault was set
 * @param lasts for how long; empty means until it is lifted
 * @param seconds how stale, how late, how long down, how far off; negative only for a skewed clock
 * @param code AWS error code in place of the usual one
 */
record Fault(
        Sort sort,
        Optional<String> service,
        Optional<String> action,
        Optional<String> source,
        Optional<String> detailType,
        double probability,
        long count,
        Duration after,
        Optional<Duration> lasts,
        Duration seconds,
        Optional<String> code) {
    private static final Set<String> FIELDS = Set.of(
            "fault",
            "service",
            "action",
            "source",
            "detailType",
            "probability",
            "count",
            "after",
            "at",
            "for",
            "seconds",
            "code");

    /** What goes on behind an answer that AWS has already given. */
    static final Map<String, Set<String>> ASYNCHRONOUS = Map.of(
            "ecs", Set.of("CreateService", "UpdateService", "RunTask"),
            "ec2", Set.of("CreateNatGateway", "CreateVpcEndpoint"),
            "rds", Set.of("CreateDBInstance"),
            "elasticache", Set.of("CreateReplicationGroup"),
            "elasticloadbalancingv2", Set.of("CreateLoadBalancer"),
            "acm", Set.of("RequestCertificate"));

    /** @throws Terms.Wrong with what is wrong, and for what the sandbox cannot bring about */
    static Fault of(Terms terms) {
        terms.only(FIELDS);
        Sort sort = sort(terms);
        Optional<String> service = terms.text("service").map(name -> SdkJson.serviceName(name)
                .orElseThrow(() -> terms.wrong("service", "no such service: " + name)));
        Optional<String> action = terms.text("action");
        action.ifPresent(name -> checkAction(terms, service, name));
        check(terms, sort, service, action);
        double probability = terms.number("probability").orElse(1.0);
        if (probability > 1) {
            throw terms.wrong("probability", "expected 0 to 1, got " + probability);
        }
        return new Fault(
                sort,
                service,
                action,
                terms.text("source"),
                terms.text("detailType"),
                probability,
                terms.number("count").map(Double::longValue).orElse(Long.MAX_VALUE),
                terms.duration("after").or(() -> terms.duration("at")).orElse(Duration.ZERO),
                terms.duration("for"),
                (sort == Sort.CLOCK_SKEW ? terms.shift("seconds") : terms.duration("seconds")).orElse(sort.usual()),
                terms.text("code"));
    }

    private static void checkAction(Terms terms, Optional<String> service, String action) {
        boolean whole = !action.endsWith("*");
        if (whole && service.isPresent() && !SdkJson.knows(service.get(), action)) {
            throw terms.wrong("action", "no such action: " + service.get() + ":" + action);
        }
    }

    private static void check(Terms terms, Sort sort, Optional<String> service, Optional<String> action) {
        if (sort == Sort.PARTIAL && !service.equals(Optional.of("ecs"))) {
            throw terms.wrong("service", "only ecs answers a batch in part; set service: ecs");
        }
        if (sort.ofEvents() && (service.isPresent() || action.isPresent())) {
            throw terms.wrong("fault", "events have no service and action; use source: aws.ecs and detailType");
        }
        if (!sort.ofEvents() && (terms.has("source") || terms.has("detailType"))) {
            throw terms.wrong("fault", "only events have a source and a detailType; use service and action");
        }
        if (sort == Sort.ASYNC_FAIL && !failsLater(service, action)) {
            throw terms.wrong(
                    "action",
                    "async-fail strikes what goes on after its answer: " + ASYNCHRONOUS
                            + "; what is done with its answer fails by 5xx or timeout-after");
        }
    }

    private static boolean failsLater(Optional<String> service, Optional<String> action) {
        return ASYNCHRONOUS.entrySet().stream()
                .filter(known -> service.map(known.getKey()::equals).orElse(true))
                .flatMap(known -> known.getValue().stream())
                .anyMatch(known -> action.map(wanted -> named(wanted, known)).orElse(true));
    }

    /** Whether AWS goes on with this call after it has answered it. */
    static boolean goesOn(Sandbox.Call call) {
        return ASYNCHRONOUS.getOrDefault(call.service(), Set.of()).stream().anyMatch(call.action()::equalsIgnoreCase);
    }

    private static Sort sort(Terms terms) {
        String word = terms.text("fault").orElseThrow(() -> terms.wrong("fault", "missing; one of " + words()));
        return Sort.of(word).orElseThrow(() -> terms.wrong("fault", "unknown: " + word + "; one of " + words()));
    }

    private static String words() {
        return Sort.words() + ", external-edit";
    }

    /** Whether it could strike this call, set at that time. */
    boolean matches(Sandbox.Call call, Instant set) {
        return !sort.ofEvents()
                && due(call.at(), set)
                && service.map(wanted -> wanted.equals(call.service())).orElse(true)
                && action.map(wanted -> named(wanted, call.action())).orElse(true);
    }

    /** Whether it could strike this event, set at that time. */
    boolean matches(Sandbox.Event event, Instant set) {
        return sort.ofEvents()
                && due(event.at(), set)
                && source.map(wanted -> named(wanted, event.source())).orElse(true)
                && detailType.map(wanted -> named(wanted, event.detailType())).orElse(true);
    }

    private boolean due(Instant at, Instant set) {
        return !at.isBefore(set.plus(after)) && ends(set).map(at::isBefore).orElse(true);
    }

    /** When it is over by itself; empty when it lasts until it is lifted. */
    Optional<Instant> ends(Instant set) {
        return lasts.map(set.plus(after)::plus);
    }

    private static boolean named(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equalsIgnoreCase(pattern);
    }
}
