package io.kinexus.operator.kind.table;

import io.kinexus.operator.kind.table.TableSpec.Capacity;
import io.kinexus.operator.kind.table.TableSpec.Index;
import io.kinexus.operator.kind.table.TableSpec.Keys;
import io.kinexus.operator.kind.table.TableSpec.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;

/** A table in AWS's form. */
final class TableFormAws {
    private static final Projection WHOLE =
            Projection.builder().projectionType(ProjectionType.ALL).build();

    private TableFormAws() {}

    static CreateTableRequest.Builder create(TableSpec spec) {
        List<Keys> keys = new ArrayList<>(List.of(spec.keys()));
        spec.indexes().forEach(index -> keys.add(index.keys()));
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(spec.name())
                .keySchema(schema(spec.keys()))
                .attributeDefinitions(types(keys))
                .billingMode(billing(spec))
                .provisionedThroughput(units(spec.capacity()))
                .deletionProtectionEnabled(spec.deletionProtection());
        if (!spec.indexes().isEmpty()) {
            request.globalSecondaryIndexes(
                    spec.indexes().stream().map(index -> index(spec, index)).toList());
        }
        if (spec.accountKey()) {
            request.sseSpecification(encrypted(true));
        }
        spec.stream().ifPresent(view -> request.streamSpecification(stream(Optional.of(view))));
        return request;
    }

    static BillingMode billing(TableSpec spec) {
        return spec.capacity().isPresent() ? BillingMode.PROVISIONED : BillingMode.PAY_PER_REQUEST;
    }

    static @Nullable ProvisionedThroughput units(Optional<Capacity> capacity) {
        return capacity.map(units -> ProvisionedThroughput.builder()
                        .readCapacityUnits(units.read())
                        .writeCapacityUnits(units.write())
                        .build())
                .orElse(null);
    }

    static SSESpecification encrypted(boolean accountKey) {
        SSESpecification.Builder key = SSESpecification.builder().enabled(accountKey);
        return (accountKey ? key.sseType(SSEType.KMS) : key).build();
    }

    static StreamSpecification stream(Optional<String> view) {
        return StreamSpecification.builder()
                .streamEnabled(view.isPresent())
                .streamViewType(view.orElse(null))
                .build();
    }

    private static GlobalSecondaryIndex index(TableSpec spec, Index index) {
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(schema(index.keys()))
                .projection(WHOLE)
                .provisionedThroughput(units(spec.capacity()))
                .build();
    }

    static CreateGlobalSecondaryIndexAction added(TableSpec spec, Index index) {
        return CreateGlobalSecondaryIndexAction.builder()
                .indexName(index.name())
                .keySchema(schema(index.keys()))
                .projection(WHOLE)
                .provisionedThroughput(units(spec.capacity()))
                .build();
    }

    private static List<KeySchemaElement> schema(Keys key) {
        List<KeySchemaElement> elements = new ArrayList<>();
        elements.add(element(key.partition(), KeyType.HASH));
        key.sort().ifPresent(part -> elements.add(element(part, KeyType.RANGE)));
        return elements;
    }

    private static KeySchemaElement element(Part part, KeyType type) {
        return KeySchemaElement.builder()
                .attributeName(part.name())
                .keyType(type)
                .build();
    }

    /** Each attribute once, by name. */
    static List<AttributeDefinition> types(Collection<Keys> keys) {
        Map<String, String> types = new TreeMap<>();
        keys.forEach(key -> {
            types.put(key.partition().name(), key.partition().type());
            key.sort().ifPresent(part -> types.put(part.name(), part.type()));
        });
        return types.entrySet().stream()
                .map(type -> AttributeDefinition.builder()
                        .attributeName(type.getKey())
                        .attributeType(type.getValue())
                        .build())
                .toList();
    }
}
