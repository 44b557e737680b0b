package io.kinexus.operator.ledger;

import io.kinexus.operator.core.environment.Permit;
import io.kinexus.operator.core.gate.Tried;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.engine.Destruction;
import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.Leases;
import io.kinexus.operator.engine.Memory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An environment's memory in maps. */
public final class InMemoryMemory implements Memory {
    private final Map<ResourceId, Tried> tries = new HashMap<>();
    private final Map<String, Set<Permit>> used = new HashMap<>();
    private final Map<String, Destruction> destroyed = new HashMap<>();
    private final Set<String> paused = new HashSet<>();
    private final Leases leases;

    public InMemoryMemory(Leases leases) {
        this.leases = leases;
    }

    @Override
    public synchronized Map<ResourceId, Tried> tries(String environment) {
        return tries.entrySet().stream()
                .filter(entry -> entry.getKey().environment().equals(environment))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public synchronized void tried(Lease lease, ResourceId resource, Tried one) {
        leases.check(lease);
        tries.merge(resource, one, Tried::then);
    }

    @Override
    public synchronized void forget(Lease lease, ResourceId resource) {
        leases.check(lease);
        tries.remove(resource);
    }

    @Override
    public synchronized Set<Permit> usedPermits(String environment) {
        return Set.copyOf(used.getOrDefault(environment, Set.of()));
    }

    @Override
    public synchronized void use(Lease lease, Permit permit) {
        leases.check(lease);
        used.computeIfAbsent(lease.environment(), any -> new HashSet<>()).add(permit);
    }

    @Override
    public synchronized Optional<Destruction> destruction(String environment) {
        return Optional.ofNullable(destroyed.get(environment));
    }

    @Override
    public synchronized void destroy(String environment, Destruction word) {
        destroyed.put(environment, word);
    }

    @Override
    public synchronized void spare(String environment) {
        destroyed.remove(environment);
    }

    @Override
    public synchronized boolean paused(String environment) {
        return paused.contains(environment);
    }

    @Override
    public synchronized void pause(String environment, boolean wanted, String by) {
        if (wanted) {
            paused.add(environment);
        } else {
            paused.remove(environment);
        }
    }
}
