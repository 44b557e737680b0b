package io.kinexus.operator.engine;

import java.time.Instant;

/**
 * A person's word that everything of an environment is to go; in force until it is taken back.
 *
 * @param maxDeletes from how many declarations may be removed, in place of the environment's limit
 * @param by who asked
 */
public record Destruction(int maxDeletes, String by, Instant at) {}
