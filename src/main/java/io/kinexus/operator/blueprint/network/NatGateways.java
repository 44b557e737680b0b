package io.kinexus.operator.blueprint.network;

/** How the private tier reaches the internet. */
public enum NatGateways {
    /** It does not. */
    NONE,
    /** Through one gateway in the first zone: cheaper, and lost with that zone. */
    ONE,
    /** Through one gateway in each zone. */
    PER_ZONE
}
