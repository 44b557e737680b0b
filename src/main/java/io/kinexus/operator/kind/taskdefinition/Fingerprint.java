package io.kinexus.operator.kind.taskdefinition;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One number for what a revision says, the same in every process: sets and maps count without their order, and every text
 * with its length, so that no two contents share one writing.
 */
final class Fingerprint {
    private final StringBuilder text = new StringBuilder();

    private Fingerprint() {}

    /** 64 hex digits; of everything but the revision's number. */
    static String of(TaskDefinitionLive live) {
        Fingerprint all = new Fingerprint();
        all.add(List.of(
                live.family(),
                live.cpu(),
                live.memory(),
                live.networkMode(),
                live.compatibilities(),
                live.architecture(),
                live.system(),
                live.executionRole(),
                live.taskRole(),
                live.extras(),
                live.containerExtras()));
        live.containers().forEach(all::add);
        return all.digest();
    }

    private void add(TaskDefinitionSpec.Container container) {
        add(List.of(
                container.name(),
                container.image(),
                container.essential(),
                container.command(),
                container.ports(),
                container.environment(),
                container.secrets(),
                container.secretVersions()));
        add(container.logs().map(logs -> List.of(logs.driver(), logs.options())));
        add(container
                .healthCheck()
                .map(probe -> List.of(
                        probe.command(), probe.interval(), probe.timeout(), probe.retries(), probe.startPeriod())));
    }

    private void add(Object value) {
        if (value instanceof Optional<?> maybe) {
            items("?", maybe.stream().toList());
        } else if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, one) -> sorted.put(String.valueOf(key), one));
            items("{", sorted.keySet());
            items("}", sorted.values());
        } else if (value instanceof Set<?> set) {
            items("(", set.stream().map(String::valueOf).sorted().toList());
        } else if (value instanceof Collection<?> list) {
            items("[", list);
        } else {
            String plain = String.valueOf(value);
            text.append('"').append(plain.length()).append(':').append(plain);
        }
    }

    private void items(String kind, Collection<?> items) {
        text.append(kind).append(items.size());
        items.forEach(this::add);
    }

    private String digest() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
