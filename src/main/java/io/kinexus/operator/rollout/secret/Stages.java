package io.kinexus.operator.rollout.secret;

import java.util.Optional;

/**
 * What a secret's metadata say now.
 *
 * @param current the id of the version that carries AWSCURRENT
 * @param previous the id of the version that carries AWSPREVIOUS
 * @param password whether it holds what a database or another server knows as well, which takes only the newest one
 */
record Stages(String arn, Optional<String> current, Optional<String> previous, boolean password) {}
