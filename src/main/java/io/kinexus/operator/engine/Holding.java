package io.kinexus.operator.engine;

import io.kinexus.operator.core.resource.Access;

/**
 * What a process has in hand while it holds an environment.
 *
 * @param recent our own last writes, loaded from the journal when the environment was taken
 */
record Holding(Lease lease, Access access, RecentWrites recent) {}
