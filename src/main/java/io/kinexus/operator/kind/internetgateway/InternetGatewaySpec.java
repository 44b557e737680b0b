package io.kinexus.operator.kind.internetgateway;

import io.kinexus.operator.core.resource.Spec;

/**
 * One internet gateway.
 *
 * @param vpcId the VPC that it is attached to; AWS allows one gateway a VPC
 */
public record InternetGatewaySpec(String vpcId) implements Spec {}
