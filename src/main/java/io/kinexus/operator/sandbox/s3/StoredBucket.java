package io.kinexus.operator.sandbox.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One bucket: its settings by the SDK's type of each, and the versions of each object, newest last. */
final class StoredBucket {
    final String name;
    final String region;
    final Instant created;
    final Map<Object, Object> settings = new HashMap<>();
    final TreeMap<String, List<StoredObject>> objects = new TreeMap<>();
    /** What has become of the copy of each version, by its id: AWS's replication status. */
    final Map<String, String> copied = new HashMap<>();

    boolean versioned;

    StoredBucket(String name, String region, Instant created) {
        this.name = name;
        this.region = region;
        this.created = created;
    }

    String arn() {
        return "arn:aws:s3:::" + name;
    }

    <T> Optional<T> setting(Class<T> type) {
        return Optional.ofNullable(settings.get(type)).map(type::cast);
    }

    /** What readers get; empty where there is none, or it was deleted. */
    Optional<StoredObject> current(String key) {
        return newest(key).filter(object -> !object.marker());
    }

    Optional<StoredObject> newest(String key) {
        List<StoredObject> versions = objects.getOrDefault(key, List.of());
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
    }

    Optional<StoredObject> version(String key, String versionId) {
        return objects.getOrDefault(key, List.of()).stream()
                .filter(object -> object.versionId().equals(versionId))
                .findFirst();
    }

    /** Beside the others where versions are kept; else in place of the one without a version. */
    void put(StoredObject object) {
        List<StoredObject> versions = objects.computeIfAbsent(object.key(), key -> new ArrayList<>());
        versions.removeIf(before -> before.versionId().equals(object.versionId()));
        versions.add(object);
    }

    void remove(StoredObject object) {
        List<StoredObject> versions = objects.getOrDefault(object.key(), new ArrayList<>());
        versions.remove(object);
        if (versions.isEmpty()) {
            objects.remove(object.key());
        }
    }

    List<StoredObject> currents() {
        return objects.keySet().stream().flatMap(key -> current(key).stream()).toList();
    }
}
