package io.kinexus.operator.core.cost;

import java.util.Optional;

/**
 * One thing that AWS bills.
 *
 * @param item service and item as the list of prices calls them: {@code VPC/NAT gateway}
 * @param amount by month, in the unit of the item's price
 * @param assumed what the amount rests on where nothing declared says it; empty where it follows from what is declared
 * @param region whose prices hold; empty where it is the environment's
 */
public record Metered(String item, Range amount, String assumed, Optional<String> region) {
    /** In the environment's own region. */
    public Metered(String item, Range amount, String assumed) {
        this(item, amount, assumed, Optional.empty());
    }

    /** At the prices of another region than the environment's. */
    public Metered in(String other) {
        return new Metered(item, amount, assumed, Optional.of(other));
    }

    /** What is declared says it. */
    public static Metered of(String item, double amount) {
        return new Metered(item, Range.always(amount), "");
    }

    /** There all the month. */
    public static Metered hours(String item, double count) {
        return of(item, count * Range.HOURS);
    }

    /** What depends on how much it is used, which no file says. */
    public static Metered assumed(String item, double min, double typical, double max, String why) {
        return new Metered(item, new Range(min, typical, max), why);
    }

    public Metered times(Range factor) {
        return new Metered(item, amount.times(factor), assumed, region);
    }
}
