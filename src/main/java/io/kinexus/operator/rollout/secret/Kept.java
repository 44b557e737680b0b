package io.kinexus.operator.rollout.secret;

/**
 * What a rollback starts tasks from.
 *
 * @param taskDefinition its ARN
 * @param said which secrets keep their version and which do not, and why, for the journal; never a value; empty where
 *     no secret has changed
 */
public record Kept(String taskDefinition, String said) {}
