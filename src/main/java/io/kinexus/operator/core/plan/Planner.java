package io.kinexus.operator.core.plan;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.diff.Owner;
import io.kinexus.operator.core.gate.Ruling;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.ResourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Turns what was found into a plan. Pure: the same findings give the same plan. */
public final class Planner {
    /** AWS has many names once: the new one cannot be made before the old one is gone. */
    private static final String ANEW = "; deleted now, and made again in the turn after it is gone";

    private final Graph graph;
    private final Map<ResourceId, Finding> findings = new TreeMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private Planner(Graph graph) {
        this.graph = graph;
    }

    /** What a plan is made from. */
    public record Given(
            String environment,
            String commit,
            Instant at,
            Graph graph,
            List<Finding> findings,
            List<Leftover> leftovers,
            List<DeclarationId> waiting,
            List<Problem> problems) {
        public Given {
            findings = List.copyOf(findings);
            leftovers = List.copyOf(leftovers);
            waiting = List.copyOf(waiting);
            problems = List.copyOf(problems);
        }
    }

    /** Every finding becomes a step, and so does every leftover, and every declaration whose kind is not managed yet. */
    public static Plan plan(Given given) {
        Planner planner = new Planner(given.graph());
        planner.problems.addAll(given.graph().problems());
        planner.problems.addAll(given.problems());
        given.findings().forEach(one -> planner.findings.put(one.wanted().id(), one));
        given.graph().order().stream().map(planner.findings::get).forEach(finding -> Optional.ofNullable(finding)
                .ifPresent(planner::add));
        given.waiting().forEach(one -> planner.addWaiting(given.environment(), one));
        planner.addDeletes(given.leftovers());
        return new Plan(given.environment(), given.commit(), given.at(), planner.steps, planner.problems);
    }

    private void add(Finding finding) {
        Declared<?> wanted = finding.wanted();
        String notes = wanted.notes().isEmpty() ? "" : "; " + String.join("; ", wanted.notes());
        Action action = action(finding, notes);
        List<FieldChange> yielded = finding.diff().fold(new Yielded());
        steps.add(new Step(
                action,
                Optional.of(wanted.from()),
                graph.needs(wanted.id()),
                yielded,
                finding.standing(),
                new Ruling.Go()));
    }

    private Action action(Finding finding, String notes) {
        Declared<?> wanted = finding.wanted();
        ResourceId id = wanted.id();
        if (!wanted.waitsFor().isEmpty()) {
            return new Action.Keep(id, waits(wanted.waitsFor()) + notes);
        }
        if (wanted.existing().isPresent()) {
            return existing(finding, wanted.existing().get() + notes);
        }
        if (!finding.unknown().isEmpty()) {
            String needed = finding.unknown().stream()
                    .map(reference -> reference.in(id.environment()).local())
                    .distinct()
                    .collect(Collectors.joining(", "));
            return new Action.Keep(id, "waits for " + needed + ", which could not be read" + notes);
        }
        return finding.diff().fold(new Decision(id, finding.standing(), notes));
    }

    private static String waits(List<DeclarationId> missing) {
        return missing.stream()
                .map(one -> "waits for " + one.kind() + ", not managed yet")
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private Action existing(Finding finding, String name) {
        ResourceId id = finding.wanted().id();
        return finding.diff().fold(new Diff.Cases<Action>() {
            @Override
            public Action missing() {
                if (finding.comesLater() && !graph.needed(id)) {
                    return new Action.Keep(
                            id, name + " is not there; it is made by hand, and nothing here waits for it");
                }
                problems.add(new Problem(id, name + " is pointed at with existing:, and is not there"));
                return new Action.Keep(id, name + " is not there");
            }

            @Override
            public Action inSync(Diff.InSync same) {
                return new Action.Keep(id, "exists as " + name + "; read, never changed");
            }

            @Override
            public Action drifted(Diff.Drifted drift) {
                return new Action.Keep(id, "exists as " + name + "; read, never changed");
            }

            @Override
            public Action unknown(String why) {
                problems.add(new Problem(id, why));
                return new Action.Keep(id, "could not be read: " + why);
            }
        });
    }

    private void addWaiting(String environment, DeclarationId declaration) {
        ResourceId id = new ResourceId(environment, declaration.kind(), declaration.name());
        steps.add(new Step(
                new Action.Keep(id, waits(List.of(declaration))),
                Optional.of(declaration),
                Set.of(),
                List.of(),
                Standing.plain(),
                new Ruling.Go()));
    }

    /** What refers to others goes first; where nothing is known of that, by the order of kinds turned round. */
    private void addDeletes(Collection<Leftover> leftovers) {
        List<KindName> order = graph.kinds();
        Map<ResourceId, Leftover> open = new LinkedHashMap<>();
        leftovers.stream()
                .sorted(Comparator.comparing(
                                (Leftover one) -> -order.indexOf(one.id().kind()))
                        .thenComparing(Leftover::id))
                .forEach(one -> open.put(one.id(), one));
        while (!open.isEmpty()) {
            addDelete(open.values().iterator().next().id(), open);
        }
    }

    private void addDelete(ResourceId id, Map<ResourceId, Leftover> open) {
        Leftover one = open.remove(id);
        if (one != null) {
            new TreeSet<>(one.after()).forEach(first -> addDelete(first, open));
            addDelete(one);
        }
    }

    private void addDelete(Leftover one) {
        one.unreadable().ifPresent(why -> problems.add(new Problem(one.id(), why)));
        Action action = one.unreadable()
                .<Action>map(why -> new Action.Keep(one.id(), "no longer declared, and could not be read: " + why))
                .orElseGet(() -> new Action.Delete(
                        one.id(), one.standing().foreign() ? "not declared, and not ours" : "no longer declared"));
        steps.add(new Step(action, one.from(), one.after(), List.of(), one.standing(), new Ruling.Go()));
    }

    /** One action for each case of a difference. */
    private final class Decision implements Diff.Cases<Action> {
        private final ResourceId id;
        private final Standing standing;
        private final String notes;

        Decision(ResourceId id, Standing standing, String notes) {
            this.id = id;
            this.standing = standing;
            this.notes = notes;
        }

        @Override
        public Action missing() {
            return new Action.Create(id, "declared, and not there" + notes);
        }

        @Override
        public Action inSync(Diff.InSync same) {
            if (standing.foreign()) {
                return new Action.Update(id, "exists, and is not ours" + notes, List.of());
            }
            return new Action.Keep(id, (standing.settled() ? "in sync" : "in sync, and AWS is still at work") + notes);
        }

        @Override
        public Action drifted(Diff.Drifted drift) {
            String because = standing.foreign() ? "exists, and is not ours" : because(drift);
            Effect worst = drift.worst();
            if (worst == Effect.REPLACE && !standing.settled()) {
                return new Action.Keep(id, "AWS is still at work on it; nothing is replaced meanwhile" + notes);
            }
            if (worst == Effect.REPLACE) {
                return new Action.Replace(id, because + ANEW + notes, drift.changes());
            }
            return worst == Effect.ROLLOUT
                    ? new Action.RollOut(id, because + notes, drift.changes())
                    : new Action.Update(id, because + notes, drift.changes());
        }

        @Override
        public Action unknown(String why) {
            problems.add(new Problem(id, why));
            return new Action.Keep(id, "could not be read: " + why);
        }

        private static String because(Diff.Drifted drift) {
            String paths = drift.changes().stream().map(FieldChange::path).collect(Collectors.joining(", "));
            if (drift.changes().stream().allMatch(change -> change.owner() == Owner.AWS)) {
                return "follows the live value that it is computed from: " + paths;
            }
            if (paths.equals(FieldChange.SECRET_VERSIONS)) {
                return "a secret that its tasks read has another version: " + paths;
            }
            boolean image =
                    drift.changes().stream().anyMatch(change -> change.path().endsWith(".image"));
            return (image ? "the image is not the declared one: " : "differs from git in ") + paths;
        }
    }

    /** Fields of others, whatever else differs. */
    private static final class Yielded implements Diff.Cases<List<FieldChange>> {
        @Override
        public List<FieldChange> missing() {
            return List.of();
        }

        @Override
        public List<FieldChange> inSync(Diff.InSync same) {
            return same.yielded();
        }

        @Override
        public List<FieldChange> drifted(Diff.Drifted drift) {
            return drift.yielded();
        }

        @Override
        public List<FieldChange> unknown(String why) {
            return List.of();
        }
    }
}
