package io.kinexus.operator.sandbox.control;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.LostReply;
import io.kinexus.operator.sandbox.Sandbox;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/** Faults as they were asked for, from a seed: the same calls in the same order meet the same faults. */
final class FaultyWeather implements Sandbox.Weather {
    private static final int REMEMBERED = 64;
    private static final int MISSING = 404;

    private record Seen(Instant at, AwsResponse answer) {}

    /** The memory of one read, told apart by who asks what. */
    private record Question(String account, String region, AwsRequest request) {}

    /** A fault and how often it has struck. */
    private static final class Armed {
        private final Fault fault;
        private long struck;

        Armed(Fault fault) {
            this.fault = fault;
        }
    }

    private final List<Armed> armed;
    private final Random dice;
    private final Instant set;
    private final Map<Question, Deque<Seen>> seen = new HashMap<>();
    private final Map<String, Instant> born = new HashMap<>();
    private final Pages pages = new Pages();

    FaultyWeather(List<Fault> faults, long seed, Instant set) {
        this.armed = faults.stream().map(Armed::new).toList();
        this.dice = new Random(seed);
        this.set = set;
    }

    @Override
    public AwsResponse through(Sandbox.Call call, AwsRequest request, Supplier<AwsResponse> account) {
        for (Armed one : armed) {
            Fault fault = one.fault;
            if (fault.matches(call, set) && one.struck < fault.count() && dice.nextDouble() < fault.probability()) {
                Optional<AwsResponse> bent = strike(one, call, request, account);
                if (bent.isPresent()) {
                    one.struck++;
                    return bent.get();
                }
            }
        }
        return remembered(call, request, account.get());
    }

    /** Throws, or gives the bent answer; empty when this call gives the fault nothing to bend. */
    private Optional<AwsResponse> strike(
            Armed one, Sandbox.Call call, AwsRequest request, Supplier<AwsResponse> account) {
        Fault fault = one.fault;
        switch (fault.sort()) {
            case THROTTLE, SERVER_ERROR, ACCESS_DENIED -> {
                one.struck++;
                throw refusal(fault, call);
            }
            case TIMEOUT_BEFORE -> {
                one.struck++;
                throw new LostReply("timed out before " + call.service() + ":" + call.action() + " was carried out");
            }
            case TIMEOUT_AFTER -> {
                one.struck++;
                remembered(call, request, account.get());
                throw new LostReply("timed out after " + call.service() + ":" + call.action() + " was carried out");
            }
            case EVENTUAL -> {
                Optional<String> id = unborn(fault, call, request);
                if (id.isPresent()) {
                    one.struck++;
                    throw notYet(fault, id.get());
                }
                return Optional.empty();
            }
            default -> {
                return Calls.reads(call) ? bent(fault, call, request, account) : Optional.empty();
            }
        }
    }

    private static AwsFault refusal(Fault fault, Sandbox.Call call) {
        AwsFault usual =
                switch (fault.sort()) {
                    case THROTTLE -> Calls.throttled(call);
                    case SERVER_ERROR -> Calls.broken(call);
                    default -> Calls.denied(call);
                };
        return fault.code()
                .map(code -> new AwsFault(code, usual.status(), usual.text()))
                .orElse(usual);
    }

    private Optional<AwsResponse> bent(
            Fault fault, Sandbox.Call call, AwsRequest request, Supplier<AwsResponse> account) {
        if (fault.sort() == Fault.Sort.STALE) {
            Optional<AwsResponse> old = old(fault, call, request);
            remembered(call, request, account.get());
            return old;
        }
        if (fault.sort() == Fault.Sort.REPEATED_PAGE) {
            return pages.again(request);
        }
        AwsResponse answer = remembered(call, request, account.get());
        if (fault.sort() == Fault.Sort.PARTIAL) {
            return Optional.of(Answers.halved(answer, fault.code().orElse("SERVICE_UNAVAILABLE")));
        }
        return Pages.next(answer).map(token -> Answers.emptied(answer));
    }

    /**
     * The newest answer to the same question that is at least that old, or else the oldest one known. What was never asked
     * before has no old answer, and is answered truly.
     */
    private Optional<AwsResponse> old(Fault fault, Sandbox.Call call, AwsRequest request) {
        Instant latest = call.at().minus(fault.seconds());
        Deque<Seen> known = seen.getOrDefault(question(call, request), new ArrayDeque<>());
        Optional<Seen> best =
                known.stream().filter(s -> !s.at().isAfter(latest)).reduce((earlier, later) -> later);
        return best.or(() -> known.stream().findFirst()).map(Seen::answer);
    }

    private AwsResponse remembered(Sandbox.Call call, AwsRequest request, AwsResponse answer) {
        if (Calls.reads(call)) {
            Deque<Seen> known = seen.computeIfAbsent(question(call, request), key -> new ArrayDeque<>());
            known.addLast(new Seen(call.at(), answer));
            pages.keep(request, answer);
            if (known.size() > REMEMBERED) {
                known.removeFirst();
            }
        } else if (armed.stream().anyMatch(one -> one.fault.sort() == Fault.Sort.EVENTUAL)) {
            Set<String> given = Calls.texts(request);
            Calls.texts(answer).stream()
                    .filter(text -> text.matches("arn:aws:.+|[a-z]+-[0-9a-f]{8,17}") && !given.contains(text))
                    .forEach(id -> born.putIfAbsent(id, call.at()));
        }
        return answer;
    }

    private static Question question(Sandbox.Call call, AwsRequest request) {
        return new Question(call.account(), call.region(), request);
    }

    /** An id in the request that is too new for other APIs to know it. */
    private Optional<String> unborn(Fault fault, Sandbox.Call call, AwsRequest request) {
        return Calls.texts(request).stream()
                .filter(id ->
                        call.at().isBefore(born.getOrDefault(id, Instant.MIN).plus(fault.seconds())))
                .findFirst();
    }

    private static AwsFault notYet(Fault fault, String id) {
        AwsFault usual = Calls.notFound(id);
        return fault.code()
                .map(code -> new AwsFault(code, MISSING, usual.text()))
                .orElse(usual);
    }
}
