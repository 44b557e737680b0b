package io.kinexus.operator.kind.elasticip;

import io.kinexus.operator.core.resource.Spec;

/** One Elastic IP address out of Amazon's pool: there is nothing to choose. */
public record ElasticIpSpec() implements Spec {}
