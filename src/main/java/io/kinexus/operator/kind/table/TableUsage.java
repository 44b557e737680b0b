package io.kinexus.operator.kind.table;

import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a table is billed for: requests or capacity, what lies in it and in its indexes, and recovery to any point in time.
 *
 * @see <a href="https://aws.amazon.com/dynamodb/pricing/">Amazon DynamoDB pricing</a>
 */
final class TableUsage {
    private TableUsage() {}

    static Usage of(Optional<TableSpec.Capacity> capacity, int indexes, boolean restorable) {
        double copies = 1.0 + indexes;
        List<Metered> billed = new ArrayList<>(capacity.map(units -> provisioned(units, copies))
                .orElseGet(() -> List.of(
                        Metered.assumed("DynamoDB/on-demand read request units", 0.5, 10, 100, "millions of reads"),
                        Metered.assumed(
                                "DynamoDB/on-demand write request units",
                                0.2 * copies,
                                3 * copies,
                                30 * copies,
                                "millions of writes, to the table and to each index"))));
        billed.add(Metered.assumed(
                "DynamoDB/storage Standard class",
                copies,
                10 * copies,
                50 * copies,
                "GB, in the table and in each index"));
        if (restorable) {
            billed.add(Metered.assumed(
                    "DynamoDB/point-in-time recovery storage", copies, 10 * copies, 50 * copies, "the same again"));
        }
        return Usage.billed(billed);
    }

    private static List<Metered> provisioned(TableSpec.Capacity units, double copies) {
        return List.of(
                Metered.hours("DynamoDB/provisioned RCU", units.read() * copies),
                Metered.hours("DynamoDB/provisioned WCU", units.write() * copies));
    }
}
