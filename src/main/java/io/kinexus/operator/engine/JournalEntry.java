package io.kinexus.operator.engine;

import java.util.Optional;

/** An intent with its end; empty while it is open. */
public record JournalEntry(Intent intent, Optional<Settled> settled) {}
