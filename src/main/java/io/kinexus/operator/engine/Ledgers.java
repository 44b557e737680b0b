package io.kinexus.operator.engine;

import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.gate.Circumstances;
import io.kinexus.operator.core.resource.ResourceId;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What the ledger remembers, in the form in which gates ask for it. */
final class Ledgers {
    private Ledgers() {}

    static Circumstances circumstances(Memory memory, Settings settings, Instant at) {
        Map<ResourceId, Map<String, Integer>> tries = new TreeMap<>();
        memory.tries(settings.name()).forEach((id, tried) -> tries.put(id, Map.of(tried.fingerprint(), tried.times())));
        return new Circumstances(
                settings, at, memory.paused(settings.name()), tries, memory.usedPermits(settings.name()));
    }
}
