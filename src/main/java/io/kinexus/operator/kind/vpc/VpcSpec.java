package io.kinexus.operator.kind.vpc;

import io.kinexus.operator.core.resource.Spec;
import java.util.Optional;

/**
 * One VPC. All is empty for one that exists.
 *
 * @param cidrBlock its IPv4 block in canonical form; cannot be changed
 * @param dnsSupport whether AWS's resolver answers inside
 * @param dnsHostnames whether what has a public address has a public name; private DNS of endpoints needs both
 */
public record VpcSpec(Optional<String> cidrBlock, Optional<Boolean> dnsSupport, Optional<Boolean> dnsHostnames)
        implements Spec {
    /** With both DNS attributes on, as private names of endpoints and databases need it. */
    public static VpcSpec of(String cidrBlock) {
        return new VpcSpec(Optional.of(cidrBlock), Optional.of(true), Optional.of(true));
    }

    /** One that exists: nothing of it is ours to state. */
    public static VpcSpec existing() {
        return new VpcSpec(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
