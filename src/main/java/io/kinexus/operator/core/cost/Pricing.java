package io.kinexus.operator.core.cost;

import java.util.Collection;
import java.util.List;

/** Turns usage into money. Pure: the same usage gives the same bill. */
public interface Pricing {
    /** Knows no price and bills nothing: a plan then has no cost. */
    Pricing NONE = new Pricing() {
        @Override
        public Bill bill(String region, Collection<Charged> charged) {
            return new Bill(List.of());
        }

        @Override
        public boolean known() {
            return false;
        }
    };

    /** @param region whose prices hold */
    Bill bill(String region, Collection<Charged> charged);

    /** Whether there is any list of prices. */
    default boolean known() {
        return true;
    }
}
