package io.kinexus.operator.core.plan;

import io.kinexus.operator.core.cost.Range;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a plan does to the costs of its environment, in US dollars a month at list prices.
 *
 * @param before of what is there
 * @param after of what is there once every step is done
 * @param raising steps that belong to what gets dearer
 * @param unknown items that nobody knows a price of; they are in neither figure
 * @param over what to say where the usual figure afterwards is above the budget
 * @param holds whether the raising steps wait then
 */
public record Cost(
        Range before,
        Range after,
        Set<ResourceId> raising,
        List<String> unknown,
        Optional<String> over,
        boolean holds) {
    public Cost {
        raising = Collections.unmodifiableSortedSet(new TreeSet<>(raising));
        unknown = List.copyOf(unknown);
    }

    public Range monthly() {
        return after.minus(before).rounded();
    }

    /** One line, or two where it is above the budget. */
    List<String> text() {
        Range change = monthly();
        String least = change.equals(Range.ZERO)
                ? "Cost: " + after.text() + " USD a month, as before."
                : "Cost: " + change.signed() + " USD a month, to " + after.text() + ".";
        String missing = unknown.isEmpty() ? "" : " Unknown, and not in it: " + String.join("; ", unknown) + ".";
        return over.map(why -> List.of(least + missing, "Budget: " + why)).orElseGet(() -> List.of(least + missing));
    }
}
