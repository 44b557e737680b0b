package io.kinexus.operator.sandbox.control;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Sandbox;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/** What was answered before, and which ids are how old: for reads that lag behind. */
final class Recall {
    private static final int REMEMBERED = 64;
    private static final int MISSING = 404;

    private record Seen(Instant at, AwsResponse answer) {}

    /** The memory of one read, told apart by who asks what. */
    private record Question(String account, String region, AwsRequest request) {
        static Question of(Sandbox.Call call, AwsRequest request) {
            return new Question(call.account(), call.region(), request);
        }
    }

    private final boolean ids;
    private final Map<Question, Deque<Seen>> seen = new HashMap<>();
    private final Map<String, Instant> born = new HashMap<>();
    private final Pages pages = new Pages();

    /** @param ids whether new ids are of interest: to find them in every answer costs something */
    Recall(boolean ids) {
        this.ids = ids;
    }

    AwsResponse keep(Sandbox.Call call, AwsRequest request, AwsResponse answer) {
        if (Calls.reads(call)) {
            Deque<Seen> known = seen.computeIfAbsent(Question.of(call, request), key -> new ArrayDeque<>());
            known.addLast(new Seen(call.at(), answer));
            pages.keep(request, answer);
            if (known.size() > REMEMBERED) {
                known.removeFirst();
            }
        } else if (ids) {
            Set<String> given = Calls.texts(request);
            Calls.texts(answer).stream()
                    .filter(text -> text.matches("arn:aws:.+|[a-z]+-[0-9a-f]{8,17}") && !given.contains(text))
                    .forEach(id -> born.putIfAbsent(id, call.at()));
        }
        return answer;
    }

    /**
     * The newest answer to the same question that is at least that old, or else the oldest one known. What was never asked
     * before has no old answer, and is answered truly.
     */
    Optional<AwsResponse> old(Fault fault, Sandbox.Call call, AwsRequest request) {
        Instant latest = call.at().minus(fault.seconds());
        Deque<Seen> known = seen.getOrDefault(Question.of(call, request), new ArrayDeque<>());
        Optional<Seen> best =
                known.stream().filter(s -> !s.at().isAfter(latest)).reduce((earlier, later) -> later);
        return best.or(() -> known.stream().findFirst()).map(Seen::answer);
    }

    Optional<AwsResponse> again(AwsRequest request) {
        return pages.again(request);
    }

    /** The refusal of an id in the request that is too new for other APIs to know it. */
    Optional<AwsFault> unborn(Fault fault, Sandbox.Call call, AwsRequest request) {
        return Calls.texts(request).stream()
                .filter(id ->
                        call.at().isBefore(born.getOrDefault(id, Instant.MIN).plus(fault.seconds())))
                .findFirst()
                .map(id -> {
                    AwsFault usual = Calls.notFound(id);
                    return fault.code()
                            .map(code -> new AwsFault(code, MISSING, usual.text()))
                            .orElse(usual);
                });
    }
}
