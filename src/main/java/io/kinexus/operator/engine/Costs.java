package io.kinexus.operator.engine;

import io.kinexus.operator.core.cost.Bill;
import io.kinexus.operator.core.cost.Pricing;
import io.kinexus.operator.core.cost.Range;
import io.kinexus.operator.core.environment.Budget;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.plan.Cost;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a plan costs, and what of it makes the environment dearer. Pure. */
final class Costs {
    private static final double CENT = 0.01;

    private Costs() {}

    static Plan priced(Plan plan, World world, Settings settings, Pricing pricing) {
        if (!pricing.known()) {
            return plan;
        }
        Charges charges = Charges.of(plan, world);
        Bill before = pricing.bill(settings.region(), charges.before());
        Bill after = pricing.bill(settings.region(), charges.after());
        List<String> unknown = Stream.concat(before.unknown().stream(), after.unknown().stream())
                .distinct()
                .sorted()
                .toList();
        Range total = after.total();
        Optional<Budget> exceeded = settings.budget().filter(budget -> total.typical() > budget.monthlyUsd());
        return plan.cost(new Cost(
                before.total(),
                total,
                raising(plan, charges, before, after),
                unknown,
                exceeded.map(budget -> over(budget, total)),
                exceeded.filter(Budget::holds).isPresent()));
    }

    private static String over(Budget budget, Range total) {
        return String.format(
                Locale.ROOT,
                "the usual cost would be %.2f USD a month and budget.monthlyUsd is %.2f; raise the budget in the"
                        + " Environment, or declare less",
                total.typical(),
                budget.monthlyUsd());
    }

    /** Of a declaration that gets dearer, what is new or changes, but for what gets cheaper by itself. */
    private static Set<ResourceId> raising(Plan plan, Charges charges, Bill before, Bill after) {
        Map<DeclarationId, Double> was = byDeclaration(before);
        Map<DeclarationId, Double> is = byDeclaration(after);
        Map<ResourceId, Range> cheap = before.byResource();
        Map<ResourceId, Range> dear = after.byResource();
        return plan.steps().stream()
                .filter(step -> step.action().writes())
                .filter(step -> step.from()
                        .filter(from -> is.getOrDefault(from, 0.0) - was.getOrDefault(from, 0.0) >= CENT)
                        .isPresent())
                .map(Step::id)
                .filter(id -> !charges.same(id))
                .filter(id -> typical(dear, id) >= typical(cheap, id))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static double typical(Map<ResourceId, Range> bill, ResourceId id) {
        return bill.getOrDefault(id, Range.ZERO).typical();
    }

    private static Map<DeclarationId, Double> byDeclaration(Bill bill) {
        Map<DeclarationId, Double> sums = new HashMap<>();
        bill.lines().forEach(line -> line.from()
                .ifPresent(
                        from -> sums.merge(from, line.usd().orElse(Range.ZERO).typical(), Double::sum)));
        return sums;
    }
}
