package io.kinexus.operator.sandbox.dynamodb;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;
import software.amazon.awssdk.services.dynamodb.model.SSEStatus;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** A table as DescribeTable shows it. */
final class TableText {
    private TableText() {}

    static TableDescription of(Table table) {
        return TableDescription.builder()
                .tableName(table.name())
                .tableArn(table.arn)
                .tableId(table.id)
                .tableStatus(table.status)
                .creationDateTime(table.created)
                .keySchema(table.made.keySchema())
                .attributeDefinitions(table.attributes)
                .itemCount((long) table.items.size())
                .tableSizeBytes(0L)
                .provisionedThroughput(units(table.throughput))
                .billingModeSummary(b -> b.billingMode(table.billing))
                .globalSecondaryIndexes(indexes(table))
                .localSecondaryIndexes(localIndexes(table))
                .streamSpecification(table.stream().orElse(null))
                .latestStreamLabel(table.streamLabel().orElse(null))
                .latestStreamArn(table.streamLabel()
                        .map(label -> table.arn + "/stream/" + label)
                        .orElse(null))
                .sseDescription(sse(table))
                .deletionProtectionEnabled(table.isProtected)
                .tableClassSummary(c ->
                        c.tableClass(table.made.tableClass() == null ? TableClass.STANDARD : table.made.tableClass()))
                .build();
    }

    private static ProvisionedThroughputDescription units(Optional<ProvisionedThroughput> given) {
        return ProvisionedThroughputDescription.builder()
                .readCapacityUnits(
                        given.map(ProvisionedThroughput::readCapacityUnits).orElse(0L))
                .writeCapacityUnits(
                        given.map(ProvisionedThroughput::writeCapacityUnits).orElse(0L))
                .numberOfDecreasesToday(0L)
                .build();
    }

    private static @Nullable SSEDescription sse(Table table) {
        return table.encryption
                .filter(key -> Boolean.TRUE.equals(key.enabled()))
                .map(key -> SSEDescription.builder()
                        .status(SSEStatus.ENABLED)
                        .sseType(SSEType.KMS)
                        .kmsMasterKeyArn(key.kmsMasterKeyId())
                        .build())
                .orElse(null);
    }

    private static @Nullable List<GlobalSecondaryIndexDescription> indexes(Table table) {
        return table.indexes.isEmpty()
                ? null
                : table.indexes.values().stream()
                        .map(index -> GlobalSecondaryIndexDescription.builder()
                                .indexName(index.name)
                                .indexArn(table.arn + "/index/" + index.name)
                                .keySchema(index.keys)
                                .projection(index.projection)
                                .indexStatus(index.status)
                                .backfilling(index.status == IndexStatus.CREATING ? index.backfilling : null)
                                .itemCount(0L)
                                .indexSizeBytes(0L)
                                .provisionedThroughput(units(index.throughput))
                                .build())
                        .toList();
    }

    private static @Nullable List<LocalSecondaryIndexDescription> localIndexes(Table table) {
        return table.made.localSecondaryIndexes().isEmpty()
                ? null
                : table.made.localSecondaryIndexes().stream()
                        .map(i -> LocalSecondaryIndexDescription.builder()
                                .indexName(i.indexName())
                                .indexArn(table.arn + "/index/" + i.indexName())
                                .keySchema(i.keySchema())
                                .projection(i.projection())
                                .build())
                        .toList();
    }
}
