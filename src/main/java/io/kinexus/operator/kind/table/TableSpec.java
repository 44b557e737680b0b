package io.kinexus.operator.kind.table;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;
import java.util.Optional;

/**
 * One table.
 *
 * @param name 3 to 255 letters, digits, {@code _}, {@code .} and {@code -}
 * @param indexes global secondary ones, over all attributes
 * @param capacity of the table and of each index; empty for a table that is paid by the request
 * @param expiry the attribute that says when an item expires
 * @param accountKey whether it is encrypted with the account's key {@code aws/dynamodb}, and not with DynamoDB's own
 * @param stream AWS's word for what a stream of changes shows; empty for no stream
 */
public record TableSpec(
        String name,
        Keys keys,
        List<Index> indexes,
        Optional<Capacity> capacity,
        boolean pointInTimeRecovery,
        Optional<String> expiry,
        boolean accountKey,
        Optional<String> stream,
        boolean deletionProtection)
        implements Spec {
    public TableSpec {
        indexes = List.copyOf(indexes);
    }

    /**
     * An attribute of a key.
     *
     * @param type {@code S}, {@code N} or {@code B}
     */
    public record Part(String name, String type) {
        @Override
        public String toString() {
            return name + " (" + type + ")";
        }
    }

    /** What finds an item. */
    public record Keys(Part partition, Optional<Part> sort) {
        @Override
        public String toString() {
            return partition + sort.map(part -> ", " + part).orElse("");
        }
    }

    /** Another way to find items. */
    public record Index(String name, Keys keys) {
        @Override
        public String toString() {
            return name + ": " + keys;
        }
    }

    /** Units a second. */
    public record Capacity(long read, long write) {
        @Override
        public String toString() {
            return read + " read, " + write + " write";
        }
    }
}
