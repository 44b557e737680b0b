package io.kinexus.operator.sandbox.control;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.LostReply;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.quota.Throttled;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/** Faults as they were asked for, from a seed: the same calls in the same order meet the same faults. */
final class FaultyWeather implements Sandbox.Weather {
    /** A fault and how often it has struck. */
    private static final class Armed {
        private final Fault fault;
        private long struck;

        Armed(Fault fault) {
            this.fault = fault;
        }
    }

    private final Sandbox sandbox;
    private final List<Armed> armed;
    private final Random dice;
    private final Instant set;
    private final Recall recall;
    private final Outage outage;
    private final Post post;

    FaultyWeather(List<Fault> faults, long seed, Sandbox sandbox) {
        this.sandbox = sandbox;
        this.armed = faults.stream().map(Armed::new).toList();
        this.dice = new Random(seed);
        this.set = sandbox.clock().instant();
        this.recall = new Recall(faults.stream().anyMatch(fault -> fault.sort() == Sort.EVENTUAL));
        this.outage = new Outage(sandbox);
        this.post = new Post(sandbox);
    }

    @Override
    public AwsResponse through(Sandbox.Call call, AwsRequest request, Supplier<AwsResponse> account) {
        outage.mustBeUp(call);
        for (Armed one : armed) {
            if (one.fault.matches(call, set) && strikes(one)) {
                Optional<AwsResponse> bent = strike(one, call, request, account);
                if (bent.isPresent()) {
                    one.struck++;
                    return bent.get();
                }
            }
        }
        return recall.keep(call, request, account.get());
    }

    @Override
    public void event(Sandbox.Event event, Runnable delivery) {
        for (Armed one : armed) {
            if (one.fault.matches(event, set) && strikes(one)) {
                one.struck++;
                post.strike(one.fault, delivery);
                return;
            }
        }
        post.deliver(delivery);
    }

    private boolean strikes(Armed one) {
        return one.struck < one.fault.count() && dice.nextDouble() < one.fault.probability();
    }

    /** Throws, or gives the bent answer; empty when this call gives the fault nothing to bend. */
    private Optional<AwsResponse> strike(
            Armed one, Sandbox.Call call, AwsRequest request, Supplier<AwsResponse> account) {
        Fault fault = one.fault;
        if (fault.sort().crashes()) {
            return crashed(one, call, request, account);
        }
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
                recall.keep(call, request, account.get());
                throw new LostReply("timed out after " + call.service() + ":" + call.action() + " was carried out");
            }
            case PAUSE -> {
                one.struck++;
                throw outage.held(call, fault.ends(set).orElse(call.at().plus(fault.seconds())), account);
            }
            case EVENTUAL -> {
                Optional<AwsFault> refusal = recall.unborn(fault, call, request);
                if (refusal.isPresent()) {
                    one.struck++;
                    throw refusal.get();
                }
                return Optional.empty();
            }
            default -> {
                return bent(fault, call, request, account);
            }
        }
    }

    private Optional<AwsResponse> crashed(
            Armed one, Sandbox.Call call, AwsRequest request, Supplier<AwsResponse> account) {
        Optional<AwsResponse> answer = one.fault.sort() == Sort.CRASH_BEFORE
                ? Optional.empty()
                : Optional.of(recall.keep(call, request, account.get()));
        outage.crash(call, one.fault.seconds());
        if (one.fault.sort() == Sort.CRASH_AFTER_REPLY) {
            return answer;
        }
        one.struck++;
        throw new LostReply(call.service() + " crashed " + (answer.isPresent() ? "after" : "before") + " "
                + call.action() + " was carried out");
    }

    private static AwsFault refusal(Fault fault, Sandbox.Call call) {
        AwsFault usual =
                switch (fault.sort()) {
                    case THROTTLE -> Throttled.fault(call);
                    case SERVER_ERROR -> Calls.broken(call);
                    default -> Refusal.of(call);
                };
        return fault.code()
                .map(code -> new AwsFault(code, usual.status(), usual.text()))
                .orElse(usual);
    }

    private Optional<AwsResponse> bent(
            Fault fault, Sandbox.Call call, AwsRequest request, Supplier<AwsResponse> account) {
        return switch (fault.sort()) {
            case CLOCK_SKEW -> Optional.of(Skew.of(recall.keep(call, request, account.get()), fault.seconds()));
            case ASYNC_FAIL -> accepted(fault, call, request, account);
            default -> Calls.reads(call) ? misread(fault, call, request, account) : Optional.empty();
        };
    }

    private Optional<AwsResponse> accepted(
            Fault fault, Sandbox.Call call, AwsRequest request, Supplier<AwsResponse> account) {
        if (!Fault.goesOn(call)) {
            return Optional.empty();
        }
        AwsResponse answer = recall.keep(call, request, account.get());
        sandbox.failLater(call, request, answer, fault.seconds());
        return Optional.of(answer);
    }

    private Optional<AwsResponse> misread(
            Fault fault, Sandbox.Call call, AwsRequest request, Supplier<AwsResponse> account) {
        if (fault.sort() == Sort.STALE) {
            Optional<AwsResponse> old = recall.old(fault, call, request);
            recall.keep(call, request, account.get());
            return old;
        }
        if (fault.sort() == Sort.REPEATED_PAGE) {
            return recall.again(request);
        }
        AwsResponse answer = recall.keep(call, request, account.get());
        if (fault.sort() == Sort.PARTIAL) {
            return Optional.of(Answers.halved(answer, fault.code().orElse("SERVICE_UNAVAILABLE")));
        }
        return Pages.next(answer).map(token -> Answers.emptied(answer));
    }
}
