package io.kinexus.operator.core.cost;

import java.util.Collection;
import java.util.List;

/** Turns usage into money. Pure: the same usage gives the same bill. */
@FunctionalInterface
public interface Pricing {
    /** Knows no price and bills nothing: a plan then has no cost. */
    Pricing NONE = (region, charged) -> new Bill(List.of());

    Bill bill(String region, Collection<Charged> charged);
}
