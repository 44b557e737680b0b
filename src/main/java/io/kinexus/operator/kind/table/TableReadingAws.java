package io.kinexus.operator.kind.table;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.kind.table.TableSpec.Capacity;
import io.kinexus.operator.kind.table.TableSpec.Keys;
import io.kinexus.operator.kind.table.TableSpec.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.SSEStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Three looks at one table. */
final class TableReadingAws {
    private static final Set<String> OF_DATA = Set.of("ACTIVE", "UPDATING");

    private TableReadingAws() {}

    /** Empty when AWS has no such table. */
    static Optional<TableLive> of(Scope scope, String name) {
        DynamoDbClient dynamo = scope.client(DynamoDbClient.class);
        try {
            TableDescription table =
                    dynamo.describeTable(r -> r.tableName(name)).table();
            boolean there = OF_DATA.contains(table.tableStatusAsString());
            return Optional.of(
                    read(table, there && restorable(dynamo, name), there ? expiry(dynamo, name) : Optional.empty()));
        } catch (SdkException failure) {
            // Between two of these looks it may have gone: AWS then says so by another name.
            if (AwsFailures.is(failure, "ResourceNotFoundException", "TableNotFoundException")) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static boolean restorable(DynamoDbClient dynamo, String name) {
        PointInTimeRecoveryDescription recovery = dynamo.describeContinuousBackups(r -> r.tableName(name))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription();
        return recovery != null && recovery.pointInTimeRecoveryStatus() == PointInTimeRecoveryStatus.ENABLED;
    }

    private static Optional<TableLive.Expiry> expiry(DynamoDbClient dynamo, String name) {
        return Optional.ofNullable(
                        dynamo.describeTimeToLive(r -> r.tableName(name)).timeToLiveDescription())
                .map(found -> new TableLive.Expiry(
                        Optional.ofNullable(found.attributeName()), found.timeToLiveStatusAsString()));
    }

    private static TableLive read(TableDescription table, boolean restorable, Optional<TableLive.Expiry> expiring) {
        Map<String, String> types = table.attributeDefinitions().stream()
                .collect(Collectors.toMap(
                        AttributeDefinition::attributeName, AttributeDefinition::attributeTypeAsString));
        boolean onDemand = table.billingModeSummary() != null
                && "PAY_PER_REQUEST".equals(table.billingModeSummary().billingModeAsString());
        return new TableLive(
                table.tableArn(),
                table.tableName(),
                Optional.ofNullable(table.tableId()).orElseGet(() -> String.valueOf(table.creationDateTime())),
                table.tableStatusAsString(),
                key(table.keySchema(), types),
                table.globalSecondaryIndexes().stream()
                        .map(index -> index(index, types, onDemand))
                        .toList(),
                onDemand ? Optional.empty() : capacity(table.provisionedThroughput()),
                restorable,
                expiring,
                encryption(table),
                stream(table),
                Boolean.TRUE.equals(table.deletionProtectionEnabled()));
    }

    /** Only the account's key is described; of DynamoDB's own nothing is said. */
    private static Optional<String> encryption(TableDescription table) {
        return Optional.ofNullable(table.sseDescription())
                .filter(found -> Set.of(SSEStatus.ENABLED, SSEStatus.ENABLING).contains(found.status()))
                .map(found -> String.valueOf(found.sseTypeAsString()));
    }

    private static Optional<TableLive.Stream> stream(TableDescription table) {
        return Optional.ofNullable(table.streamSpecification())
                .filter(found -> Boolean.TRUE.equals(found.streamEnabled()))
                .map(found -> new TableLive.Stream(
                        String.valueOf(table.latestStreamArn()), String.valueOf(found.streamViewTypeAsString())));
    }

    private static TableLive.Index index(
            GlobalSecondaryIndexDescription index, Map<String, String> types, boolean onDemand) {
        return new TableLive.Index(
                index.indexName(),
                key(index.keySchema(), types),
                index.projection() == null
                        ? ""
                        : String.valueOf(index.projection().projectionTypeAsString()),
                onDemand ? Optional.empty() : capacity(index.provisionedThroughput()),
                index.indexStatusAsString());
    }

    private static Keys key(List<KeySchemaElement> elements, Map<String, String> types) {
        return new Keys(
                part(elements, KeyType.HASH, types).orElseGet(() -> new Part("", "")),
                part(elements, KeyType.RANGE, types));
    }

    private static Optional<Part> part(List<KeySchemaElement> elements, KeyType type, Map<String, String> types) {
        return elements.stream()
                .filter(element -> element.keyType() == type)
                .map(element -> new Part(element.attributeName(), types.getOrDefault(element.attributeName(), "")))
                .findFirst();
    }

    private static Optional<Capacity> capacity(@Nullable ProvisionedThroughputDescription units) {
        return Optional.ofNullable(units)
                .map(found -> new Capacity(found.readCapacityUnits(), found.writeCapacityUnits()));
    }
}
