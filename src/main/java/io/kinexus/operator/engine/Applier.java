package io.kinexus.operator.engine;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.gate.Circumstances;
import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Graph;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Walks a plan in waves: everything whose needs are met is looked at again, in batches, and then written side by side. A
 * step that does not get done stops only what needs it.
 */
final class Applier {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Look look;
    private final Writer writer;
    private final Tags tags;
    private final Admission admission;
    private final InstantSource clock;

    Applier(Look look, Writer writer, Tags tags, Admission admission, InstantSource clock) {
        this.look = look;
        this.writer = writer;
        this.tags = tags;
        this.admission = admission;
        this.clock = clock;
    }

    /** What the walk needs to know: the plan and what it was drawn from. */
    record Job(Holding holding, Plan plan, Graph graph, World world, Circumstances now) {}

    /** What the walk did, and what the world looks like after it. */
    record Applied(World world, Map<ResourceId, Result> results) {}

    Applied apply(Job job) {
        Walk walk = new Walk(job);
        while (walk.wave()) {
            // each wave meets needs of the next
        }
        walk.deletes();
        return new Applied(walk.world, walk.results);
    }

    private final class Walk {
        private final Job job;
        private final Map<ResourceId, Result> results = new LinkedHashMap<>();
        private final Map<ResourceId, Step> open = new LinkedHashMap<>();
        private final Set<ResourceId> written = new LinkedHashSet<>();
        private World world;

        Walk(Job job) {
            this.job = job;
            world = job.world();
            job.plan().steps().stream()
                    .filter(step -> step.goes() && !(step.action() instanceof Action.Delete))
                    .forEach(step -> open.put(step.id(), step));
        }

        /** False when nothing was left to try. */
        boolean wave() {
            skipWhatCannot();
            List<Step> next = open.values().stream().filter(this::needsAreDone).toList();
            if (next.isEmpty() && written.isEmpty()) {
                return false;
            }
            Scope scope = job.holding().access().sweep();
            lookAgain(scope, next);
            List<Step> ready = next.stream().filter(this::ready).toList();
            List<Result> ended = scope.each(ready, step -> attempt(scope, step));
            for (int i = 0; i < ready.size(); i++) {
                end(ready.get(i).id(), ended.get(i));
            }
            return !next.isEmpty();
        }

        private void end(ResourceId id, Result result) {
            results.put(id, result);
            open.remove(id);
            if (result.done()) {
                written.add(id);
            }
        }

        /** A need that was held, failed or waits stops what stands on it. */
        private void skipWhatCannot() {
            for (Step step : List.copyOf(open.values())) {
                job.graph().needs(step.id()).stream()
                        .filter(this::stopped)
                        .findFirst()
                        .ifPresent(need -> end(step.id(), Result.skipped("waits for " + need.local())));
            }
        }

        private boolean stopped(ResourceId need) {
            Result result = results.get(need);
            if (result != null) {
                return !result.done();
            }
            return !open.containsKey(need)
                    && (heldReplacement(need)
                            || !world.of(need).map(Sighting::present).orElse(false));
        }

        /** What stands on it is wanted as it fits the new one, which does not come. */
        private boolean heldReplacement(ResourceId need) {
            return job.plan()
                    .step(need)
                    .filter(step -> step.action() instanceof Action.Replace && !step.goes())
                    .isPresent();
        }

        private boolean needsAreDone(Step step) {
            return job.graph().needs(step.id()).stream().noneMatch(open::containsKey);
        }

        private void lookAgain(Scope scope, List<Step> next) {
            Set<ResourceId> ids = new LinkedHashSet<>(written);
            next.forEach(step -> ids.add(step.id()));
            Collection<Declared<?>> which = new ArrayList<>();
            ids.forEach(id -> Optional.ofNullable(world.declared().get(id)).ifPresent(which::add));
            world = look.some(scope, job.graph(), world, which).untagged(written);
            written.forEach(this::notYetVisible);
            written.clear();
        }

        private void notYetVisible(ResourceId id) {
            boolean there = world.of(id).map(Sighting::present).orElse(false);
            if (there) {
                job.holding().recent().seen(id);
            } else {
                boolean removed = job.plan()
                        .step(id)
                        .map(step -> step.action() instanceof Action.Replace)
                        .orElse(false);
                results.put(
                        id,
                        Result.waiting(
                                removed ? "the old one is removed; made anew next" : "made, and not visible yet",
                                SOON));
            }
        }

        /** Whether what it refers to has the values by now; if not, it waits for them. */
        private boolean ready(Step step) {
            Optional<String> missing = world.of(step.id()).stream()
                    .flatMap(seen -> seen.open().stream())
                    .map(reference -> reference.in(job.plan().environment()).local() + "." + reference.output())
                    .findFirst();
            missing.ifPresent(value -> end(step.id(), Result.waiting("waits for " + value, Duration.ofSeconds(10))));
            return missing.isEmpty() && job.graph().needs(step.id()).stream().noneMatch(this::stopped);
        }

        private Result attempt(Scope scope, Step step) {
            Sighting<?, ?> seen = world.of(step.id()).orElseThrow();
            Instant now = clock.instant();
            Optional<Sighting<?, ?>> asItWas =
                    Comeback.of(step, world, job.now().courses());
            Optional<Result> instead = new Staleness(step, job.holding().recent(), now)
                    .check(seen)
                    .or(() -> asItWas.isPresent()
                            ? Optional.empty()
                            : admission.ask(job.holding().lease(), step, world, job.plan(), now));
            return instead.orElseGet(() -> write(scope, step, asItWas.orElse(seen)));
        }

        private Result write(Scope scope, Step step, Sighting<?, ?> seen) {
            return writer.write(
                    job.holding(), step, job.plan().commit(), job.plan().hash(), job.now(), attempt -> {
                        if (step.action() instanceof Action.Create) {
                            return seen.create(scope, attempt);
                        }
                        return step.action() instanceof Action.Replace
                                ? seen.delete(scope, attempt)
                                : close(scope, seen, ((Diff.Drifted) seen.diff()).changes(), attempt);
                    });
        }

        /** The kind closes its own fields; the environment's tags are put back for all kinds alike. */
        private Outcome close(Scope scope, Sighting<?, ?> seen, List<FieldChange> changes, Attempt attempt) {
            List<FieldChange> own = changes.stream()
                    .filter(change -> !change.path().startsWith(FieldChange.TAGS))
                    .toList();
            Outcome outcome = own.isEmpty() ? Outcome.done() : seen.update(scope, own, attempt);
            return own.size() == changes.size() || Result.of(outcome).failed()
                    ? outcome
                    : tags.repair(scope, seen.id());
        }

        /** What nobody declares any more goes last, and what needed others first. */
        void deletes() {
            for (Step step : job.plan().steps()) {
                Surplus<?> surplus = world.surplus().get(step.id());
                if (step.goes() && step.action() instanceof Action.Delete && surplus != null) {
                    results.put(step.id(), notBefore(step).orElseGet(() -> delete(step, surplus)));
                }
            }
        }

        /** Nothing is pulled from under what still refers to it: that goes first, or lets go and comes to rest first. */
        private Optional<Result> notBefore(Step step) {
            return step.after().stream()
                    .filter(this::stillRefers)
                    .findFirst()
                    .map(user -> Result.waiting("waits for " + user.local(), Duration.ofSeconds(5)));
        }

        private boolean stillRefers(ResourceId user) {
            Optional<Step> step = job.plan().step(user);
            boolean deleted =
                    step.filter(one -> one.action() instanceof Action.Delete).isPresent();
            boolean done =
                    Optional.ofNullable(results.get(user)).map(Result::done).orElse(false);
            return deleted
                    ? !done
                    : step.filter(one ->
                                    one.action().writes() || !one.standing().settled())
                            .isPresent();
        }

        private Result delete(Step step, Surplus<?> surplus) {
            Scope scope = job.holding().access().sweep();
            return stillInUse(writer.write(
                    job.holding(),
                    step,
                    job.plan().commit(),
                    job.plan().hash(),
                    job.now(),
                    attempt -> surplus.delete(scope, attempt)));
        }

        /** What is still in use by something that is going away has not failed: it waits its turn. */
        private Result stillInUse(Result result) {
            return result.word().equals("retryable")
                    ? Result.waiting(result.message(), Duration.ofSeconds(15))
                    : result;
        }
    }
}
