package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/**
 * Where a deployment stands: in progress, completed, failed and taken back.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html">Circuit breaker</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html">Alarms</a>
 */
final class Rollouts {
    /** How long alarms are watched once all new tasks run and all old ones are gone; AWS computes its own: a guess. */
    private static final Duration ALARM_BAKE = Duration.ofMinutes(3);

    private static final String BREAKER = "ECS deployment circuit breaker";
    static final String ALARMS = "ECS deployment alarms";
    private static final BigInteger LEAST_ID = BigInteger.TEN.pow(18);
    private static final int ID_BITS = 62;

    private final Account account;
    private final EcsEvents events;
    private final Predicate<String> firing;
    private final Weights weights;
    private final SecureRandom chance = new SecureRandom();

    /** @param firing whether the metric alarm of this name is in ALARM */
    Rollouts(Account account, EcsEvents events, Predicate<String> firing, Weights weights) {
        this.account = account;
        this.events = events;
        this.firing = firing;
        this.weights = weights;
    }

    /** Puts a revision in front of what runs. */
    void deploy(ServiceState service, ServiceRevision asked) {
        Instant now = account.now();
        Optional<DeploymentState> source = source(service);
        if (!service.deployments.isEmpty()) {
            supersede(service, now);
        }
        ServiceRevision revision =
                Groups.place(asked, service.configuration().strategy(), source.map(before -> before.revision));
        DeploymentState deployment = new DeploymentState(id(), revision, now);
        service.shift = Shift.begin(service, deployment, source, now);
        deployment.alarmsIgnored = alarmed(service);
        service.deployments.add(0, deployment);
        service.steady = false;
        service.failedStarts = 0;
        service.nextStart = now;
        History.begin(service, deployment, account);
        events.deployment(service, deployment, "INFO", "SERVICE_DEPLOYMENT_IN_PROGRESS");
    }

    /** What serves, and what a deployment would go back to. */
    private static Optional<DeploymentState> source(ServiceState service) {
        return service.shift.isPresent()
                ? service.shift.flatMap(Shift::live)
                : service.deployments.stream()
                        .filter(DeploymentState::completed)
                        .findFirst();
    }

    private void supersede(ServiceState service, Instant now) {
        DeploymentState before = service.primary();
        before.updatedAt = now;
        if (before.inProgress()) {
            History.end(service, ServiceDeploymentStatus.STOPPED, "Superseded by a newer deployment.", now);
        }
        service.shift.ifPresent(shift -> interrupt(service, shift, now));
    }

    /** All traffic goes back to where it came from, before something newer begins. */
    private void interrupt(ServiceState service, Shift shift, Instant now) {
        if (shift.live().filter(live -> live == shift.target).isPresent()) {
            arrive(shift, now);
            return;
        }
        shift.source.ifPresent(before -> {
            weightsBack(service, shift);
            before.turn(DeploymentRolloutState.COMPLETED, "ECS deployment " + before.id + " completed.", now);
        });
        shift.target.launches = false;
        if (!shift.back && !shift.halted) {
            shift.target.turn(DeploymentRolloutState.FAILED, "Superseded by a newer deployment.", now);
        }
    }

    /** The new revision has the traffic already: it is what the next one comes after. */
    private static void arrive(Shift shift, Instant now) {
        DeploymentState target = shift.target;
        if (!shift.back) {
            target.turn(DeploymentRolloutState.COMPLETED, "ECS deployment " + target.id + " completed.", now);
        }
        target.launches = true;
        shift.source.ifPresent(before -> before.launches = false);
    }

    /** Whether the weights could be moved. */
    private boolean weightsBack(ServiceState service, Shift shift) {
        Optional<String> refused =
                weights.production(shift.target.revision, 0).or(() -> weights.test(shift.target.revision, 0));
        refused.ifPresent(why -> event(service, "was unable to shift traffic back: " + why));
        return refused.isEmpty();
    }

    /** Never met twice, as in AWS: not even in an account that is made anew from the same seed. */
    private String id() {
        return "ecs-svc/" + LEAST_ID.add(new BigInteger(ID_BITS, chance));
    }

    /** Trips the breaker or the alarms, where they are on and have something to say. */
    void judge(ServiceState service) {
        DeploymentState primary = service.primary();
        boolean over = service.shift.filter(shift -> shift.back || shift.cold()).isPresent();
        if (!primary.inProgress() || !primary.launches || over) {
            return;
        }
        DeploymentCircuitBreaker breaker = service.configuration().deploymentCircuitBreaker();
        boolean on = breaker != null && Boolean.TRUE.equals(breaker.enable());
        if (on && primary.breaker.tripped(service.desired)) {
            fail(service, BREAKER + ": tasks failed to start.", breaker.rollback());
            return;
        }
        boolean watching = primary.settledAt.isPresent() || service.shift.isPresent();
        if (watching && !primary.alarmsIgnored && alarmed(service)) {
            DeploymentAlarms alarms = service.configuration().alarms();
            fail(service, ALARMS + ": an alarm is in ALARM.", alarms.rollback());
        }
    }

    private boolean alarmed(ServiceState service) {
        return watched(service)
                && service.configuration().alarms().alarmNames().stream().anyMatch(firing);
    }

    private static boolean watched(ServiceState service) {
        DeploymentAlarms alarms = service.configuration().alarms();
        return alarms != null && Boolean.TRUE.equals(alarms.enable());
    }

    /** As when the breaker trips, however many tasks have failed. */
    void failTasks(ServiceState service) {
        boolean back = service.shift.filter(shift -> shift.back).isPresent();
        if (service.primary().inProgress() && !back) {
            DeploymentCircuitBreaker breaker = service.configuration().deploymentCircuitBreaker();
            fail(service, BREAKER + ": tasks failed to start.", breaker == null ? null : breaker.rollback());
        }
    }

    /** @param rollback null is false, as in AWS */
    void fail(ServiceState service, String why, @Nullable Boolean rollback) {
        DeploymentState failed = service.primary();
        Instant now = account.now();
        failed.turn(DeploymentRolloutState.FAILED, why, now);
        failed.launches = false;
        event(service, "(deployment " + failed.id + ") deployment failed: " + why);
        events.deployment(service, failed, "ERROR", "SERVICE_DEPLOYMENT_FAILED");
        if (!Boolean.TRUE.equals(rollback) || !back(service, why)) {
            History.end(service, ServiceDeploymentStatus.STOPPED, why, now);
            halt(service);
        }
    }

    /** With nothing that serves beside it there is nothing to hold. */
    private static void halt(ServiceState service) {
        service.shift.ifPresent(shift -> shift.halted = true);
        service.shift = service.shift.filter(shift -> shift.source.isPresent());
    }

    /** Back to the last completed deployment, which is in progress again; false when there is none. */
    boolean back(ServiceState service, String why) {
        DeploymentState failed = service.primary();
        Optional<DeploymentState> good =
                service.deployments.stream().filter(DeploymentState::completed).findFirst();
        good.ifPresent(deployment -> {
            Instant now = account.now();
            service.deployments.remove(deployment);
            service.deployments.add(0, deployment);
            deployment.turn(
                    DeploymentRolloutState.IN_PROGRESS,
                    why.split(":", 2)[0] + ": rolling back to deploymentId " + deployment.id + ".",
                    now);
            deployment.launches = true;
            deployment.settledAt = Optional.empty();
            deployment.breaker.healthy();
            service.failedStarts = 0;
            service.nextStart = now;
            service.steady = false;
            event(service, "rolling back to deployment " + deployment.id + ".");
            events.deployment(service, deployment, "INFO", "SERVICE_DEPLOYMENT_IN_PROGRESS");
            History.rollBack(service, failed, deployment, why, now);
            service.shift.ifPresent(shift -> turnBack(service, shift, why));
        });
        return good.isPresent();
    }

    private void turnBack(ServiceState service, Shift shift, String why) {
        if (shift.cold() || weightsBack(service, shift)) {
            shift.turnBack(account.now());
        } else {
            shift.back = true;
            stuck(service, shift, why);
        }
    }

    /** It cannot be taken back: a rule or the role is gone. Everything stays as it is. */
    void stuck(ServiceState service, Shift shift, String why) {
        service.primary().turn(DeploymentRolloutState.FAILED, why, account.now());
        History.end(service, ServiceDeploymentStatus.ROLLBACK_FAILED, why, account.now());
        shift.halted = true;
    }

    /** StopServiceDeployment: nothing further of the newest deployment starts. */
    void stop(ServiceState service) {
        DeploymentState primary = service.primary();
        String why = "Service deployment stopped: rollback was requested.";
        primary.turn(DeploymentRolloutState.FAILED, why, account.now());
        primary.launches = false;
        if (!back(service, why)) {
            History.end(service, ServiceDeploymentStatus.ROLLBACK_FAILED, why, account.now());
            halt(service);
        } else if (service.shift.filter(shift -> !shift.halted).isPresent()) {
            History.status(service, ServiceDeploymentStatus.ROLLBACK_REQUESTED, account.now());
        }
    }

    /** @param healthy how many tasks of the primary deployment are healthy */
    void conclude(ServiceState service, int healthy) {
        DeploymentState primary = service.primary();
        boolean alone = service.live()
                .allMatch(t -> t.deployment.filter(d -> d == primary).isPresent());
        boolean there = healthy == service.desired && service.running() == service.desired && alone;
        if (!there) {
            return;
        }
        if (primary.inProgress() && !baking(service, primary)) {
            complete(service, primary);
        }
        if (!service.steady && primary.completed()) {
            service.steady = true;
            event(service, "has reached a steady state.");
            events.service(service, "INFO", "SERVICE_STEADY_STATE");
        }
    }

    private boolean baking(ServiceState service, DeploymentState primary) {
        Instant now = account.now();
        if (primary.settledAt.isEmpty()) {
            primary.settledAt = Optional.of(now);
        }
        return watched(service) && now.isBefore(primary.settledAt.orElse(now).plus(ALARM_BAKE));
    }

    void complete(ServiceState service, DeploymentState primary) {
        primary.turn(DeploymentRolloutState.COMPLETED, "ECS deployment " + primary.id + " completed.", account.now());
        event(service, "(deployment " + primary.id + ") deployment completed.");
        events.deployment(service, primary, "INFO", "SERVICE_DEPLOYMENT_COMPLETED");
        History.complete(service, account.now());
        service.deployments.retainAll(List.of(primary));
    }

    private void event(ServiceState service, String message) {
        service.event(account.dice().uuid(), account.now(), message);
    }
}
