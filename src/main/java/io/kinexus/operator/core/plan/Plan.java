package io.kinexus.operator.core.plan;

import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A plan is a value: built without side effects, shown, stored, approved, and applied unchanged or not at all. It lists a
 * step for every resource on either side, also those that stay as they are, in an order in which no step comes before
 * what it needs.
 *
 * @param commit the revision that it was made from
 * @param checks what was found of services that roll out, before they do; no part of what would be done, nor of the hash
 * @param cost empty where no prices are known
 */
public record Plan(
        String environment,
        String commit,
        Instant at,
        List<Step> steps,
        List<Problem> problems,
        Map<ResourceId, Verification> checks,
        Optional<Cost> cost) {
    public Plan {
        steps = List.copyOf(steps);
        problems = List.copyOf(problems);
        checks = Map.copyOf(checks);
    }

    /** Without checks and costs. */
    public Plan(String environment, String commit, Instant at, List<Step> steps, List<Problem> problems) {
        this(environment, commit, at, steps, problems, Map.of(), Optional.empty());
    }

    /** Nothing was left out: every declared and every owned resource could be read and ordered. */
    public boolean complete() {
        return problems.isEmpty();
    }

    public boolean empty() {
        return steps.stream().noneMatch(step -> step.action().writes());
    }

    /** How many steps of each word, all six words. */
    public Map<String, Long> summary() {
        Map<String, Long> counts = new TreeMap<>();
        List.of("create", "update", "rollout", "replace", "delete", "keep").forEach(word -> counts.put(word, 0L));
        steps.forEach(step -> counts.merge(step.action().word(), 1L, Long::sum));
        return counts;
    }

    public Optional<Step> step(ResourceId id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst();
    }

    public Plan steps(List<Step> other) {
        return new Plan(environment, commit, at, other, problems, checks, cost);
    }

    public Plan checks(Map<ResourceId, Verification> found) {
        return new Plan(environment, commit, at, steps, problems, found, cost);
    }

    public Plan cost(Cost known) {
        return new Plan(environment, commit, at, steps, problems, checks, Optional.of(known));
    }

    /** What was checked of a step; empty for one that sends out no revision. */
    public List<Verification.Check> checks(Step step) {
        return Optional.ofNullable(checks.get(step.id()))
                .map(Verification::checks)
                .orElse(List.of());
    }

    /**
     * {@code sha256:} and 64 hex digits over everything but {@code at} and the checks: the same world gives the same hash.
     */
    public String hash() {
        return "sha256:"
                + Names.sha256(environment + "\n" + commit + "\n" + steps + "\n" + problems
                        + cost.map(known -> "\n" + known).orElse(""));
    }
}
