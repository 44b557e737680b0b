package io.kinexus.operator.core.cost;

import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What resources cost by month, line by line, in US dollars at list prices; in the order of the resources' ids. */
public record Bill(List<Line> lines) {
    public Bill {
        lines = List.copyOf(lines);
    }

    /**
     * What one resource uses of one item.
     *
     * @param usage the amount by month, and what it rests on
     * @param price empty where the list has none: never guessed
     * @param reserved the same amount with a commitment of a year, where the list has its price
     */
    public record Line(
            ResourceId resource,
            Optional<DeclarationId> from,
            Metered usage,
            Optional<Price> price,
            Optional<Price> reserved) {
        /** The item, with the region where that is not the environment's. */
        public String name() {
            return usage.item()
                    + usage.region().map(elsewhere -> " in " + elsewhere).orElse("");
        }

        public Optional<Range> usd() {
            return price.map(one -> usage.amount().times(one.usd()));
        }

        public Optional<Range> reservedUsd() {
            return reserved.map(one -> usage.amount().times(one.usd()));
        }
    }

    /**
     * @param usd for one unit; a range where the price itself floats
     * @param asOf when it was so: a date, or {@code undated}
     */
    public record Price(Range usd, String unit, String asOf, String source) {}

    /** What has a price. */
    public Range total() {
        return sum(lines);
    }

    /** Items without a price, each once. */
    public List<String> unknown() {
        return lines.stream()
                .filter(line -> line.price().isEmpty())
                .map(Line::name)
                .distinct()
                .sorted()
                .toList();
    }

    /** Of each resource that has a line. */
    public Map<ResourceId, Range> byResource() {
        Map<ResourceId, Range> sums = new TreeMap<>();
        lines.forEach(line -> sums.merge(line.resource(), line.usd().orElse(Range.ZERO), Range::plus));
        return sums;
    }

    /** Of those that have a price, to the cent. */
    public static Range sum(List<Line> lines) {
        return lines.stream()
                .flatMap(line -> line.usd().stream())
                .reduce(Range.ZERO, Range::plus)
                .rounded();
    }
}
