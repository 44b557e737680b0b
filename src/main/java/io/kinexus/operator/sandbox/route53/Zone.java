package io.kinexus.operator.sandbox.route53;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** One hosted zone with its record sets, in Route 53's order: by name with its labels reversed, then by type. */
final class Zone {
    /** What makes a record set unique. */
    record Key(String name, String type, String setIdentifier) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::reversed).thenComparing(Key::type).thenComparing(Key::setIdentifier);

        static Key of(ResourceRecordSet set) {
            return new Key(
                    full(set.name()),
                    set.typeAsString(),
                    Optional.ofNullable(set.setIdentifier()).orElse(""));
        }

        private String reversed() {
            List<String> labels = new ArrayList<>(List.of(name.split("\\.")));
            Collections.reverse(labels);
            return String.join(".", labels);
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private final HostedZone about;
    private NavigableMap<Key, ResourceRecordSet> sets = new TreeMap<>();

    Zone(HostedZone about) {
        this.about = about;
    }

    /** As AWS stores names: lower case, with the last dot. */
    static String full(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower : lower + ".";
    }

    String id() {
        return about.id().substring("/hostedzone/".length());
    }

    String name() {
        return about.name();
    }

    HostedZone about() {
        return about.toBuilder().resourceRecordSetCount((long) sets.size()).build();
    }

    NavigableMap<Key, ResourceRecordSet> sets() {
        return sets;
    }

    /** A batch is taken whole or not at all. */
    void replace(NavigableMap<Key, ResourceRecordSet> others) {
        sets = others;
    }
}
