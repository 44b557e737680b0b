package io.kinexus.operator.sandbox.elbv2;

import io.kinexus.operator.sandbox.elbv2.Targets.Health;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** Which targets stand in which group, by address and port, and the checks that run on them. */
final class Registrations {
    private record Key(String group, String id, int port) {}

    private final Balancing all;
    private final Map<Key, Registration> byKey = new LinkedHashMap<>();

    Registrations(Balancing all) {
        this.all = all;
    }

    /** A target registered twice stays one; one that drains begins anew. */
    void register(String group, String id, int port, IntSupplier status) {
        Key key = new Key(group, id, port);
        Registration known = byKey.get(key);
        if (known != null && !known.over()) {
            known.answers(status);
            return;
        }
        Optional.ofNullable(known).ifPresent(Registration::end);
        Registration fresh = new Registration(id, port, status);
        byKey.put(key, fresh);
        next(key, fresh);
    }

    void deregister(String group, String id, int port) {
        Key key = new Key(group, id, port);
        Registration known = byKey.get(key);
        if (known == null || known.over()) {
            return;
        }
        if (health(group, id, port) == Health.UNUSED) {
            known.end();
            byKey.remove(key);
            return;
        }
        known.drain();
        Map<String, String> attributes = all.attributesOf(group);
        long delay = Long.parseLong(attributes.getOrDefault(Attributes.DELAY, "300"));
        all.account.clock().after(Duration.ofSeconds(delay), () -> byKey.remove(key, known));
    }

    Health health(String group, String id, int port) {
        Registration known = byKey.get(new Key(group, id, port));
        if (known == null) {
            return Health.UNKNOWN;
        }
        boolean unused = known.health() != Health.DRAINING && !all.attached(group);
        return unused ? Health.UNUSED : known.health();
    }

    List<Registration> of(String group) {
        return byKey.entrySet().stream()
                .filter(entry -> entry.getKey().group().equals(group))
                .map(Map.Entry::getValue)
                .toList();
    }

    Optional<Registration> find(String group, String id, int port) {
        return Optional.ofNullable(byKey.get(new Key(group, id, port)));
    }

    void forget(String group) {
        byKey.entrySet().removeIf(entry -> {
            boolean of = entry.getKey().group().equals(group);
            if (of) {
                entry.getValue().end();
            }
            return of;
        });
    }

    /** The next check, one interval from now, with the group as it then is. */
    private void next(Key key, Registration target) {
        TargetGroup group = all.groups.get(key.group());
        if (group == null) {
            return;
        }
        all.account.clock().after(Duration.ofSeconds(group.healthCheckIntervalSeconds()), () -> turn(key, target));
    }

    private void turn(Key key, Registration target) {
        TargetGroup group = all.groups.get(key.group());
        if (target.over() || group == null) {
            return;
        }
        if (!all.attached(key.group())) {
            target.idle();
        } else {
            target.check(group);
        }
        next(key, target);
    }
}
