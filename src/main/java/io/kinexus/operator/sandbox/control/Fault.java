package io.kinexus.operator.sandbox.control;

import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.door.SdkJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One line of the fault grammar: what goes wrong, for which calls, how often, and when.
 *
 * @param service SDK's name of the service, such as {@code ecs}; empty means every one
 * @param action of the API; a {@code *} at the end means whatever begins so; empty means every one
 * @param probability of each matching call, from 0 to 1
 * @param count how many times at most
 * @param after from when on, counted from when the fault was set
 * @param lasts for how long; empty means until it is lifted
 * @param seconds how stale, or how late to be seen
 * @param code AWS error code in place of the usual one
 */
record Fault(
        Sort sort,
        Optional<String> service,
        Optional<String> action,
        double probability,
        long count,
        Duration after,
        Optional<Duration> lasts,
        Duration seconds,
        Optional<String> code) {
    private static final Set<String> FIELDS =
            Set.of("fault", "service", "action", "probability", "count", "after", "at", "for", "seconds", "code");
    private static final Duration USUAL_LAG = Duration.ofSeconds(30);

    private static final Map<String, String> REFUSED = Map.of(
            "async-fail", "the sandbox has no general way to fail what AWS has accepted; use an image tag's suffix",
            "event", "the sandbox delivers no events",
            "crash", "it happens to the operator, not to AWS: kill its process",
            "pause", "it happens to the operator, not to AWS: kill -STOP its process",
            "clock-skew", "it happens to the operator, not to AWS");

    /** What can go wrong between a caller and the account. */
    enum Sort {
        THROTTLE("throttle"),
        SERVER_ERROR("5xx"),
        TIMEOUT_BEFORE("timeout-before"),
        TIMEOUT_AFTER("timeout-after"),
        PARTIAL("partial"),
        STALE("stale"),
        MISSING_PAGE("missing-page"),
        REPEATED_PAGE("repeated-page"),
        EVENTUAL("eventual"),
        ACCESS_DENIED("access-denied");

        private final String word;

        Sort(String word) {
            this.word = word;
        }
    }

    /** @throws Terms.Wrong with what is wrong, and for faults that the sandbox cannot bring about */
    static Fault of(Terms terms) {
        terms.only(FIELDS);
        Sort sort = sort(terms);
        Optional<String> service = terms.text("service").map(name -> SdkJson.serviceName(name)
                .orElseThrow(() -> terms.wrong("service", "no such service: " + name)));
        Optional<String> action = terms.text("action");
        action.ifPresent(name -> checkAction(terms, service, name));
        if (sort == Sort.PARTIAL && !service.equals(Optional.of("ecs"))) {
            throw terms.wrong("service", "only ecs answers a batch in part; set service: ecs");
        }
        double probability = terms.number("probability").orElse(1.0);
        if (probability > 1) {
            throw terms.wrong("probability", "expected 0 to 1, got " + probability);
        }
        return new Fault(
                sort,
                service,
                action,
                probability,
                terms.number("count").map(Double::longValue).orElse(Long.MAX_VALUE),
                terms.duration("after").or(() -> terms.duration("at")).orElse(Duration.ZERO),
                terms.duration("for"),
                terms.duration("seconds").orElse(USUAL_LAG),
                terms.text("code"));
    }

    private static void checkAction(Terms terms, Optional<String> service, String action) {
        boolean whole = !action.endsWith("*");
        if (whole && service.isPresent() && !SdkJson.knows(service.get(), action)) {
            throw terms.wrong("action", "no such action: " + service.get() + ":" + action);
        }
    }

    private static Sort sort(Terms terms) {
        String word = terms.text("fault").orElseThrow(() -> terms.wrong("fault", "missing; one of " + words()));
        for (Sort sort : Sort.values()) {
            if (sort.word.equals(word)) {
                return sort;
            }
        }
        String why = REFUSED.get(word.startsWith("event ") || word.startsWith("event-") ? "event" : word);
        throw terms.wrong(
                "fault", why == null ? "unknown: " + word + "; one of " + words() : "refused: " + word + ": " + why);
    }

    static String words() {
        StringBuilder words = new StringBuilder();
        for (Sort sort : Sort.values()) {
            words.append(sort.word).append(", ");
        }
        return words.append("external-edit").toString();
    }

    /** Whether it could strike this call, set at that time. */
    boolean matches(Sandbox.Call call, Instant set) {
        Instant from = set.plus(after);
        boolean due = !call.at().isBefore(from)
                && lasts.map(length -> call.at().isBefore(from.plus(length))).orElse(true);
        return due
                && service.map(wanted -> wanted.equals(call.service())).orElse(true)
                && action.map(wanted -> named(wanted, call.action())).orElse(true);
    }

    private static boolean named(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equalsIgnoreCase(pattern);
    }
}
