package io.kinexus.operator.blueprint.network;

import java.util.List;
import java.util.Locale;

/** What a subnet is for, by the way out that it has. */
public enum Tier {
    /** Routed to the internet, in and out. */
    PUBLIC(0),
    /** Routed out through a NAT gateway, where the network has one. */
    PRIVATE(1),
    /** Not routed out at all. */
    DATABASE(2);

    private final int quarter;

    Tier(int quarter) {
        this.quarter = quarter;
    }

    /** Which quarter of the VPC's block the tier has, from 0; fixed for ever, since addresses follow from it. */
    int quarter() {
        return quarter;
    }

    /** As people write it, and as it stands in names: {@code private}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where something goes that asks for this tier: the tier itself, then the next best, never a more open one first. */
    List<Tier> inOrder() {
        return switch (this) {
            case PUBLIC -> List.of(PUBLIC, PRIVATE, DATABASE);
            case PRIVATE -> List.of(PRIVATE, PUBLIC, DATABASE);
            case DATABASE -> List.of(DATABASE, PRIVATE, PUBLIC);
        };
    }
}
