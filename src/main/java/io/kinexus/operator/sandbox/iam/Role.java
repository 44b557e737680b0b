package io.kinexus.operator.sandbox.iam;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One role as the account has it; policy documents as they were sent. */
final class Role {
    final String name;
    final String path;
    final String id;
    final String arn;
    final Instant created;
    final Map<String, String> inline = new TreeMap<>();
    final Set<String> attached = new TreeSet<>();
    final Map<String, String> tags = new LinkedHashMap<>();
    String trust;
    String description;
    int maxSessionSeconds;
    Optional<String> boundary = Optional.empty();

    Role(
            String name,
            String path,
            String id,
            String arn,
            Instant created,
            String trust,
            String description,
            int seconds) {
        this.name = name;
        this.path = path;
        this.id = id;
        this.arn = arn;
        this.created = created;
        this.trust = trust;
        this.description = description;
        this.maxSessionSeconds = seconds;
    }

    Map<String, Object> state() {
        Map<String, Object> state = new TreeMap<>();
        state.put("arn", arn);
        state.put("trust", trust);
        state.put("description", description);
        state.put("maxSessionSeconds", maxSessionSeconds);
        state.put("inline", Map.copyOf(inline));
        state.put("attached", Set.copyOf(attached));
        state.put("tags", Map.copyOf(tags));
        return state;
    }
}
