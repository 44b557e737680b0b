package io.kinexus.operator.sandbox;

import io.kinexus.operator.sandbox.input.InputCheck;
import io.kinexus.operator.sandbox.quota.Quotas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/** AWS in memory: any number of accounts and regions over one clock and one log of calls, one call at a time. */
public final class Sandbox {
    public static final String HOME_REGION = "us-east-1";
    private static final System.Logger LOG = System.getLogger(Sandbox.class.getName());
    private static final int NOT_IMPLEMENTED = 501;
    private static final int SERVER_ERROR = 500;

    /** What stands between a door and the account: may throw, delay, or answer in the account's stead. */
    @FunctionalInterface
    public interface Weather {
        AwsResponse through(Call call, AwsRequest request, Supplier<AwsResponse> account);

        /** An event on its way to its targets: may be dropped, doubled, or delivered later. */
        default void event(Event event, Runnable delivery) {
            delivery.run();
        }

        static Weather fair() {
            return (call, request, account) -> account.get();
        }
    }

    /** One call as it came in. */
    public record Call(Instant at, String account, String region, String service, String action) {}

    /** What EventBridge is about to deliver: its {@code source}, such as {@code aws.ecs}, and its {@code detail-type}. */
    public record Event(Instant at, String account, String region, String source, String detailType) {}

    /** One call and how it ended: {@code ok}, AWS's error code, {@code lost-reply}, or {@code held} and answered late. */
    public record Logged(Call call, String result) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final SandboxScript script;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final List<Logged> log = new ArrayList<>();
    private SandboxClock clock;
    private Dice dice;
    private Load load;
    private Quotas quotas;
    private volatile Weather weather = Weather.fair();

    public Sandbox(SandboxScript script) {
        this.script = script;
        clock = new SandboxClock(script.start());
        dice = new Dice(script.seed());
        load = new Load(script);
        quotas = new Quotas(script.quotas());
    }

    /** Answers as AWS would, or throws {@link AwsFault} or {@link LostReply}. */
    public AwsResponse call(String account, String region, AwsRequest request) {
        return locked(() -> {
            Call call = new Call(clock.instant(), account, region, service(request), action(request));
            try {
                quotas.take(call, request);
                AwsResponse answer = weather.through(call, request, () -> handle(call, request));
                log.add(new Logged(call, "ok"));
                return answer;
            } catch (AwsFault fault) {
                log.add(new Logged(call, fault.code()));
                throw fault;
            } catch (LostReply lost) {
                log.add(new Logged(call, lost.late().isPresent() ? "held" : "lost-reply"));
                throw lost;
            }
        });
    }

    /** The same without weather: somebody else at work in the account. Logged as {@code by-hand} or with its error. */
    public AwsResponse byHand(String account, String region, AwsRequest request) {
        return locked(() -> {
            Call call = new Call(clock.instant(), account, region, service(request), action(request));
            try {
                AwsResponse answer = handle(call, request);
                log.add(new Logged(call, "by-hand"));
                return answer;
            } catch (AwsFault fault) {
                log.add(new Logged(call, "by-hand " + fault.code()));
                throw fault;
            }
        });
    }

    /** Once the clock has moved that far, AWS shows that what it accepted has failed; nothing for calls that were done. */
    public void failLater(Call call, AwsRequest request, AwsResponse answer, Duration delay) {
        account(call.account(), home(call))
                .handlers()
                .failure(request.getClass())
                .ifPresent(failure -> clock.after(delay, () -> failure.accept(request, answer)));
    }

    private AwsResponse handle(Call call, AwsRequest request) {
        Function<AwsRequest, AwsResponse> handler = account(call.account(), home(call))
                .handlers()
                .of(request.getClass())
                .orElseThrow(() -> new AwsFault(
                        "NotImplemented",
                        NOT_IMPLEMENTED,
                        "the sandbox does not know " + call.service() + ":" + call.action()));
        InputCheck.check(call.service(), call.action(), request);
        return answer(call, request, handler);
    }

    /** A handler's bug is answered as AWS answers its own, and seen in the log. */
    private static AwsResponse answer(Call call, AwsRequest request, Function<AwsRequest, AwsResponse> handler) {
        try {
            return handler.apply(request);
        } catch (AwsFault | LostReply meant) {
            throw meant;
        } catch (RuntimeException bug) {
            String what = "the sandbox failed at " + call.service() + ":" + call.action();
            LOG.log(System.Logger.Level.ERROR, what, bug);
            throw new AwsFault("InternalFailure", SERVER_ERROR, what + ": " + bug);
        }
    }

    private static String home(Call call) {
        return switch (call.service()) {
            case "iam", "route53" -> HOME_REGION;
            default -> call.region();
        };
    }

    public Account account(String id, String region) {
        return locked(() -> {
            Account known = accounts.get(id + "/" + region);
            if (known == null) {
                known = new Account(this, id, region);
                accounts.put(id + "/" + region, known);
            }
            return known;
        });
    }

    /** Moves time; everything that falls due on the way happens. */
    public void advance(Duration by) {
        locked(() -> {
            clock.advance(by);
            return by;
        });
    }

    /** Everything as at the start, and a fair weather. */
    public void reset() {
        locked(() -> {
            accounts.clear();
            log.clear();
            clock = new SandboxClock(script.start());
            dice = new Dice(script.seed());
            load = new Load(script);
            quotas = new Quotas(script.quotas());
            weather = Weather.fair();
            return script;
        });
    }

    public void weather(Weather other) {
        weather = other;
    }

    Weather weather() {
        return weather;
    }

    public List<Logged> calls() {
        return locked(() -> List.copyOf(log));
    }

    /** By account and region, then by service. */
    public Map<String, Object> state() {
        return locked(() -> {
            Map<String, Object> state = new LinkedHashMap<>();
            accounts.forEach((key, account) -> state.put(key, account.state()));
            return state;
        });
    }

    public SandboxClock clock() {
        return clock;
    }

    public SandboxScript script() {
        return script;
    }

    /** Requests a second by service; may be changed under the lock. */
    public Load load() {
        return load;
    }

    /** How often each service may be called; under the lock. */
    public Quotas quotas() {
        return quotas;
    }

    Dice dice() {
        return dice;
    }

    /** Work on the account's insides, with nobody else at it: for tests and the control door. */
    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** {@code software.amazon.awssdk.services.ecs.model.X} is {@code ecs}. */
    private static String service(AwsRequest request) {
        String[] parts = request.getClass().getPackageName().split("\\.");
        return parts[parts.length - 2];
    }

    private static String action(AwsRequest request) {
        String name = request.getClass().getSimpleName();
        return name.substring(0, name.length() - "Request".length());
    }
}
