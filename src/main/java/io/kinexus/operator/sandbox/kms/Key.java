package io.kinexus.operator.sandbox.kms;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** One key; its material is never asked for here. */
final class Key {
    final String id;
    final String arn;
    final Instant created;
    final KeyManagerType manager;
    final KeySpec spec;
    final KeyUsageType usage;
    String description;
    String policy;
    KeyState state = KeyState.ENABLED;
    boolean rotated;
    Optional<Instant> deleted = Optional.empty();

    Key(
            String id,
            String arn,
            Instant created,
            KeyManagerType manager,
            KeySpec spec,
            KeyUsageType usage,
            String description,
            String policy) {
        this.id = id;
        this.arn = arn;
        this.created = created;
        this.manager = manager;
        this.spec = spec;
        this.usage = usage;
        this.description = description;
        this.policy = policy;
    }

    Map<String, Object> shown() {
        return new TreeMap<>(Map.of(
                "arn",
                arn,
                "state",
                state.toString(),
                "description",
                description,
                "rotated",
                rotated,
                "policy",
                policy));
    }
}
