package io.kinexus.operator.rollout.deployment;

import java.util.Optional;

/**
 * A service revision, which ECS never changes.
 *
 * @param taskDefinition its ARN
 * @param group the target group in which its tasks stand, where its service has two
 */
record Revision(String arn, String taskDefinition, Optional<String> group) {}
