package io.kinexus.operator.rollout;

import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.rollout.Command;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.engine.Intent;
import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.Ports;
import io.kinexus.operator.engine.Settled;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Carries a rollout's commands out: the intent is durable before, its end after, and the lease is checked in between. */
final class Deeds {
    /** A command that AWS took shows its effect within this time, or is given again. */
    private static final Duration SHOWS = Duration.ofSeconds(30);

    private static final int TOKEN = 32;
    private static final Map<Command, String> WORDS = words();

    private final Ports ports;
    private final Lease lease;
    private final Senses senses;
    private final Map<String, Instant> given = new ConcurrentHashMap<>();

    Deeds(Ports ports, Lease lease, Senses senses) {
        this.ports = ports;
        this.lease = lease;
        this.senses = senses;
    }

    private static Map<Command, String> words() {
        Map<Command, String> words = new EnumMap<>(Command.class);
        words.put(Command.MIGRATE, "migrate");
        words.put(Command.TEST, "test");
        words.put(Command.STOP_TASKS, "stop");
        words.put(Command.STOP_DEPLOYMENT, "rollback");
        words.put(Command.RESTORE, "restore");
        words.put(Command.STOP_SERVICE, "stop");
        return words;
    }

    /** What AWS refuses is said in the rollout's history. */
    void act(Scope scope, Rollout rollout, List<Command> commands, Instant now) {
        for (Command command : commands) {
            String key = rollout.id() + "|" + command;
            if (!given.getOrDefault(key, Instant.MIN).plus(SHOWS).isAfter(now)) {
                act(scope, rollout, command, key, now);
            }
        }
    }

    private void act(Scope scope, Rollout asked, Command command, String key, Instant now) {
        Rollout rollout = command == Command.RESTORE ? keepingSecrets(scope, asked, now) : asked;
        String token = Names.sha256(key + "|" + rollout.history().size()).substring(0, TOKEN);
        ports.journal()
                .intend(
                        lease,
                        new Intent(
                                token,
                                rollout.order().service(),
                                WORDS.getOrDefault(command, "rollout"),
                                "rollout " + rollout.id() + ": "
                                        + rollout.state().because() + added(asked, rollout),
                                List.of(),
                                rollout.order().commit(),
                                "",
                                lease.fence(),
                                now));
        ports.leases().check(lease);
        Outcome outcome = senses.act(scope, rollout, command, new Attempt(token));
        String message = outcome.fold(
                done -> done.note(),
                waits -> waits.on(),
                again -> again.failure().message(),
                never -> never.failure().message());
        String word = outcome.fold(done -> "done", waits -> "waiting", again -> "retryable", never -> "terminal");
        ports.journal()
                .settle(lease, token, new Settled(word, message, ports.clock().instant()));
        if (word.equals("done") || word.equals("terminal")) {
            given.put(key, now);
        }
        if (word.equals("terminal")) {
            ports.rollouts()
                    .put(lease, rollout.saying(WORDS.getOrDefault(command, "") + " was refused: " + message, now));
        }
    }

    /** What has just been said of it, if anything was. */
    private static String added(Rollout before, Rollout after) {
        return after.history().stream()
                .skip(before.history().size())
                .map(moment -> "; " + moment.because())
                .collect(Collectors.joining());
    }

    /** Stored before it is sent: what is looked for afterwards is what was sent. */
    private Rollout keepingSecrets(Scope scope, Rollout rollout, Instant now) {
        Rollout kept = senses.keepingSecrets(scope, rollout, now);
        if (!kept.equals(rollout)) {
            ports.rollouts().put(lease, kept);
        }
        return kept;
    }
}
