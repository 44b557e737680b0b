package io.kinexus.operator.engine;

import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.gate.Courses;
import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Order;
import io.kinexus.operator.core.rollout.RollingBack;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.State;
import io.kinexus.operator.core.rollout.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a new revision out only as a rollout: what would replace tasks first begins one, and is written once that rollout
 * says so. What is wanted instead of a rollout's revision overtakes it.
 */
final class Admission {
    /** Secrets that are rotated together, such as both users of a database, change within this time. */
    private static final Duration DEBOUNCE = Duration.ofMinutes(5);

    /** What was just made may not be seen yet. */
    private static final Duration LAG = Duration.ofMinutes(2);

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String FILES = "sha256:";
    private static final int ID = 36;
    private static final int SHORT = 8;

    private final Rollouts rollouts;

    Admission(Rollouts rollouts) {
        this.rollouts = rollouts;
    }

    /** What happens instead of the write; empty when it is to be made now. */
    Optional<Result> ask(Lease lease, Step step, World world, Plan plan, Instant now) {
        Optional<Policy> policy =
                world.of(step.id()).flatMap(seen -> seen.wanted().policy());
        Optional<String> revision = Revisions.of(world, step.id());
        boolean replaces = step.action() instanceof Action.RollOut || step.action() instanceof Action.Create;
        if (!replaces || policy.isEmpty()) {
            return Optional.empty();
        }
        if (revision.isEmpty()) {
            return Optional.of(Result.waiting("what its revision is made of is not known", SOON));
        }
        Optional<Rollout> underWay =
                Courses.of(rollouts.current(lease.environment()), Map.of()).underWay(step.id());
        if (underWay.isPresent()) {
            return underWay.flatMap(one -> proceed(one, revision.get()));
        }
        return Optional.of(takenBack(lease, step.id(), revision.get())
                .orElseGet(() -> begin(lease, step, policy.get(), revision.get(), plan, now)));
    }

    /** It may have been taken back since the gates were asked: rollouts go on beside a turn. */
    private Optional<Result> takenBack(Lease lease, ResourceId service, String revision) {
        return Optional.ofNullable(rollouts.quarantines(lease.environment()).get(service))
                .filter(one -> one.revision().equals(revision))
                .map(one -> Result.waiting("its revision was taken back meanwhile: " + one.because(), SOON));
    }

    private static Optional<Result> proceed(Rollout rollout, String revision) {
        boolean goes =
                rollout.order().revision().equals(revision) && rollout.state().deploys();
        return goes
                ? Optional.empty()
                : Optional.of(Result.waiting(
                        "rollout " + rollout.id() + " is " + rollout.state().word(), Duration.ofSeconds(15)));
    }

    private Result begin(Lease lease, Step step, Policy policy, String revision, Plan plan, Instant now) {
        boolean rotated = rotatedOnly(step, plan);
        Order order = new Order(
                step.id(),
                revision,
                plan.commit(),
                rotated ? "secret rotated" : reason(step),
                step.action() instanceof Action.Create,
                now,
                rotated ? now.plus(DEBOUNCE) : now,
                policy);
        Rollout rollout = Rollout.begin(id(order), order);
        rollouts.put(lease, rollout);
        return Result.waiting("rollout " + rollout.id() + " begins", SOON);
    }

    /** Whether the new revision differs in nothing but the versions of the secrets that it reads. */
    private static boolean rotatedOnly(Step step, Plan plan) {
        List<FieldChange> within = step.after().stream()
                .flatMap(id -> plan.step(id).stream())
                .filter(one -> one.action() instanceof Action.RollOut)
                .flatMap(one -> one.action().changes().stream())
                .toList();
        return step.action() instanceof Action.RollOut
                && !within.isEmpty()
                && within.stream().allMatch(change -> change.path().equals(FieldChange.SECRET_VERSIONS))
                && step.action().changes().size() == 1;
    }

    private static String reason(Step step) {
        return step.action() instanceof Action.Create ? "first deployment" : "a new revision";
    }

    /** The same for the same order, so that a crash before it is kept does no harm. */
    private static String id(Order order) {
        String digest = Names.sha256(order.service() + "|" + order.revision() + "|" + order.at());
        String name = order.service().name().replaceAll("[^a-z0-9-]", "-");
        return name.substring(0, Math.min(name.length(), ID - SHORT - 1)) + "-" + digest.substring(0, SHORT);
    }

    /** Rollouts of what is not wanted any more are overtaken; a person's wish stands before that. */
    void overtake(World world, String commit, Instant now) {
        for (Rollout rollout : rollouts.current(world.environment())) {
            if (overtaken(rollout, world, now) && rollouts.wished(rollout.id()).isEmpty()) {
                rollouts.wish(rollout.id(), new Wish(Wish.Kind.SUPERSEDE, "commit " + shown(commit), ""));
            }
        }
    }

    private static String shown(String commit) {
        String id = commit.startsWith(FILES) ? commit.substring(FILES.length()) : commit;
        return id.substring(0, Math.min(id.length(), SHORT));
    }

    private static boolean overtaken(Rollout rollout, World world, Instant now) {
        ResourceId service = rollout.order().service();
        State state = rollout.state();
        if (state.over() || state instanceof RollingBack) {
            return false;
        }
        boolean declared = world.declared().containsKey(service);
        boolean sent = state.looks().contains(State.Look.DEPLOYMENT) && !state.deploys();
        Instant moved = rollout.history().get(rollout.history().size() - 1).at();
        boolean gone = now.isAfter(moved.plus(LAG))
                && world.of(service)
                        .filter(seen -> !seen.present() && !seen.unreadable())
                        .isPresent();
        return !declared
                || (sent && gone)
                || Revisions.of(world, service)
                        .filter(wanted -> !wanted.equals(rollout.order().revision()))
                        .isPresent();
    }
}
