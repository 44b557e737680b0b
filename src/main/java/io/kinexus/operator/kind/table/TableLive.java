package io.kinexus.operator.kind.table;

import io.kinexus.operator.core.resource.Live;
import io.kinexus.operator.kind.table.TableSpec.Capacity;
import io.kinexus.operator.kind.table.TableSpec.Keys;
import java.util.List;
import java.util.Optional;

/**
 * One table as described.
 *
 * @param id AWS's own, of this incarnation; when it was made where a server has none
 * @param status AWS's word, such as {@code ACTIVE}
 * @param capacity empty for a table that is paid by the request
 * @param expiring whether items expire now, and by which attribute
 * @param encryption AWS's word for the account's key, {@code KMS}; empty for DynamoDB's own
 */
record TableLive(
        String arn,
        String name,
        String id,
        String status,
        Keys keys,
        List<Index> indexes,
        Optional<Capacity> capacity,
        boolean restorable,
        Optional<Expiry> expiring,
        Optional<String> encryption,
        Optional<Stream> stream,
        boolean deletionProtection)
        implements Live {
    TableLive {
        indexes = List.copyOf(indexes);
    }

    /**
     * An index as described.
     *
     * @param projection AWS's word for what it holds of an item: {@code ALL}
     * @param status AWS's word, such as {@code CREATING}
     */
    record Index(String name, Keys keys, String projection, Optional<Capacity> capacity, String status) {}

    /**
     * What expiry is now.
     *
     * @param attribute empty where AWS names none
     * @param status AWS's word: {@code ENABLING}, {@code ENABLED}, {@code DISABLING}
     */
    record Expiry(Optional<String> attribute, String status) {
        boolean on() {
            return status.startsWith("ENABL");
        }
    }

    /** The stream of changes that is on. */
    record Stream(String arn, String view) {}

    /** What the stream shows, where there is one. */
    Optional<String> view() {
        return stream.map(Stream::view);
    }

    /** The attribute by which items expire. */
    Optional<String> expiry() {
        return expiring.filter(Expiry::on).flatMap(Expiry::attribute);
    }
}
