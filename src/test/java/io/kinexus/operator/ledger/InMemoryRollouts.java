package io.kinexus.operator.ledger;

import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Quarantine;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.Wish;
import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.LeaseLost;
import io.kinexus.operator.engine.Leases;
import io.kinexus.operator.engine.Rollouts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rollouts in a map, in the order in which they began. */
public final class InMemoryRollouts implements Rollouts {
    private final Map<String, Rollout> rollouts = new LinkedHashMap<>();
    private final Map<ResourceId, Quarantine> quarantines = new HashMap<>();
    private final Set<String> quarantined = new HashSet<>();
    private final Map<String, Wish> wishes = new HashMap<>();
    private final Leases leases;

    public InMemoryRollouts(Leases leases) {
        this.leases = leases;
    }

    @Override
    public synchronized void put(Lease lease, Rollout rollout) {
        leases.check(lease);
        ResourceId service = rollout.order().service();
        if (!service.environment().equals(lease.environment())) {
            throw new LeaseLost(lease);
        }
        rollouts.put(rollout.id(), rollout);
        rollout.state().quarantines().ifPresent(because -> {
            Quarantine made = PostgresRollouts.made(rollout, because);
            if (quarantined.add(rollout.id())) {
                quarantines.put(service, made);
            }
            quarantines.computeIfPresent(
                    service,
                    (any, there) -> there.rollout().equals(rollout.id())
                            ? new Quarantine(
                                    service, there.revision(), there.rollout(), there.commit(), because, there.at())
                            : there);
        });
    }

    @Override
    public synchronized List<Rollout> current(String environment) {
        Set<ResourceId> seen = new HashSet<>();
        return newestFirst(environment)
                .filter(one -> {
                    boolean newest = seen.add(one.order().service());
                    return newest || !one.state().over();
                })
                .toList();
    }

    @Override
    public synchronized List<Rollout> latest(String environment, int most) {
        return newestFirst(environment).limit(most).toList();
    }

    @Override
    public synchronized Optional<Rollout> find(String id) {
        return Optional.ofNullable(rollouts.get(id));
    }

    @Override
    public synchronized Optional<Rollout> good(ResourceId service) {
        return newestFirst(service.environment())
                .filter(one -> one.order().service().equals(service))
                .filter(one -> one.state().word().equals("Succeeded"))
                .findFirst();
    }

    private Stream<Rollout> newestFirst(String environment) {
        List<Rollout> newest = new ArrayList<>(rollouts.values());
        Collections.reverse(newest);
        return newest.stream().filter(one -> one.order().service().environment().equals(environment));
    }

    @Override
    public synchronized Map<ResourceId, Quarantine> quarantines(String environment) {
        return quarantines.entrySet().stream()
                .filter(entry -> entry.getKey().environment().equals(environment))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public synchronized boolean release(ResourceId service) {
        return Optional.ofNullable(quarantines.remove(service)).isPresent();
    }

    @Override
    public synchronized void wish(String rollout, Wish wish) {
        wishes.put(rollout, wish);
    }

    @Override
    public synchronized Optional<Wish> wished(String rollout) {
        return Optional.ofNullable(wishes.get(rollout));
    }

    @Override
    public synchronized void heard(Lease lease, String rollout, Wish wish) {
        leases.check(lease);
        wishes.remove(rollout, wish);
    }
}
