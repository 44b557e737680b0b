/** What must not be lost, in PostgreSQL: leases, intents, runs, and what an environment remembers. */
@NullMarked
package io.kinexus.operator.ledger;

import org.jspecify.annotations.NullMarked;
