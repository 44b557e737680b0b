package io.kinexus.operator.kind.natgateway;

import io.kinexus.operator.core.resource.Spec;

/**
 * One public NAT gateway.
 *
 * @param subnetId a public subnet
 * @param allocationId the Elastic IP address that it speaks from
 */
public record NatGatewaySpec(String subnetId, String allocationId) implements Spec {}
