package io.kinexus.operator.sandbox.dynamodb;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;

/**
 * Changes of a table: one thing at a time, and one index at a time, which is filled after the table is active again.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html">UpdateTable</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.html">Managing indexes</a>
 */
final class TableUpdates {
    /** Guesses: AWS says seconds for a setting, and minutes to hours for an index, by its size. */
    private static final Duration CHANGING = Duration.ofSeconds(5);

    private static final Duration FILLING = Duration.ofMinutes(2);

    private final Account account;
    private final DynamoSandbox tables;

    TableUpdates(Account account, DynamoSandbox tables, Handlers handlers) {
        this.account = account;
        this.tables = tables;
        handlers.on(UpdateTableRequest.class, this::update);
    }

    private UpdateTableResponse update(UpdateTableRequest request) {
        Table table = tables.existing(request.tableName());
        if (table.status != TableStatus.ACTIVE) {
            throw AwsFault.badRequest("ResourceInUseException", "Attempt to change a resource which is still in use");
        }
        if (request.hasReplicaUpdates()) {
            throw new AwsFault("NotImplemented", 501, "the sandbox has no replicas of a table");
        }
        if (request.hasGlobalSecondaryIndexUpdates()) {
            check(table, request.globalSecondaryIndexUpdates());
        }
        throughput(table, request);
        Optional.ofNullable(request.streamSpecification()).ifPresent(wanted -> stream(table, wanted));
        Optional.ofNullable(request.sseSpecification()).ifPresent(key -> table.encryption = Optional.of(key));
        Optional.ofNullable(request.deletionProtectionEnabled()).ifPresent(on -> table.isProtected = on);
        request.globalSecondaryIndexUpdates().forEach(change -> index(table, request, change));
        table.status = TableStatus.UPDATING;
        account.clock().after(CHANGING, () -> table.status = TableStatus.ACTIVE);
        return UpdateTableResponse.builder()
                .tableDescription(TableText.of(table))
                .build();
    }

    private static void check(Table table, List<GlobalSecondaryIndexUpdate> changes) {
        long made = changes.stream()
                .filter(change -> change.create() != null || change.delete() != null)
                .count();
        boolean busy = table.indexes.values().stream().anyMatch(index -> index.status != IndexStatus.ACTIVE);
        if (made > 1 || (made > 0 && busy)) {
            throw AwsFault.badRequest(
                    "LimitExceededException",
                    "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per"
                            + " table");
        }
    }

    private static void throughput(Table table, UpdateTableRequest request) {
        Optional<ProvisionedThroughput> units = Optional.ofNullable(request.provisionedThroughput());
        BillingMode billing = Optional.ofNullable(request.billingMode()).orElse(table.billing);
        if (billing == BillingMode.PAY_PER_REQUEST && units.isPresent()) {
            throw DynamoSandbox.invalid("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when"
                    + " BillingMode is PAY_PER_REQUEST");
        }
        boolean turned = billing != table.billing;
        if (billing == BillingMode.PROVISIONED && turned && units.isEmpty()) {
            throw DynamoSandbox.invalid("ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
        }
        if (units.isPresent() && units.equals(table.throughput)) {
            throw DynamoSandbox.invalid("The provisioned throughput for the table will not change. The requested value"
                    + " equals the current value.");
        }
        table.billing = billing;
        table.throughput = billing == BillingMode.PAY_PER_REQUEST ? Optional.empty() : units.or(() -> table.throughput);
        if (billing == BillingMode.PAY_PER_REQUEST) {
            table.indexes.values().forEach(index -> index.throughput = Optional.empty());
        }
    }

    private void stream(Table table, StreamSpecification wanted) {
        boolean on = Boolean.TRUE.equals(wanted.streamEnabled());
        if (on == table.stream().isPresent()) {
            throw DynamoSandbox.invalid(
                    on ? "Table already has an enabled stream" : "Table is already disabled for streams");
        }
        table.stream(wanted, account.now());
    }

    private void index(Table table, UpdateTableRequest request, GlobalSecondaryIndexUpdate change) {
        Optional.ofNullable(change.create()).ifPresent(made -> add(table, request, made));
        Optional.ofNullable(change.update()).ifPresent(made -> resize(table, made));
        Optional.ofNullable(change.delete()).ifPresent(gone -> {
            TableIndex index = index(table, gone.indexName());
            index.status = IndexStatus.DELETING;
            account.clock().after(CHANGING, () -> {
                table.indexes.remove(index.name);
                forgetTypes(table);
            });
        });
    }

    private void add(Table table, UpdateTableRequest request, CreateGlobalSecondaryIndexAction made) {
        if (table.indexes.containsKey(made.indexName())) {
            throw DynamoSandbox.invalid("Attempting to create an index which already exists: " + made.indexName());
        }
        for (KeySchemaElement part : made.keySchema()) {
            if (request.attributeDefinitions().stream()
                    .noneMatch(defined -> defined.attributeName().equals(part.attributeName()))) {
                throw DynamoSandbox.invalid("One or more parameter values were invalid: Some index key attributes are"
                        + " not defined in AttributeDefinitions: " + part.attributeName());
            }
        }
        if (table.billing == BillingMode.PROVISIONED && made.provisionedThroughput() == null) {
            throw DynamoSandbox.invalid("ProvisionedThroughput is not specified for index: " + made.indexName());
        }
        table.attributes = request.attributeDefinitions();
        TableIndex index = new TableIndex(made);
        table.indexes.put(index.name, index);
        account.clock().after(CHANGING, () -> index.backfilling = true);
        account.clock().after(FILLING, () -> index.status = IndexStatus.ACTIVE);
    }

    private static void resize(Table table, UpdateGlobalSecondaryIndexAction wanted) {
        TableIndex index = index(table, wanted.indexName());
        Optional<ProvisionedThroughput> units = Optional.ofNullable(wanted.provisionedThroughput());
        if (units.equals(index.throughput)) {
            throw DynamoSandbox.invalid("The provisioned throughput for the index " + index.name
                    + " will not change. The requested value equals the current value.");
        }
        index.throughput = units;
    }

    /** Types are kept for attributes of keys only. */
    private static void forgetTypes(Table table) {
        Set<String> used = new HashSet<>();
        List<KeySchemaElement> keys = new ArrayList<>(table.made.keySchema());
        table.indexes.values().forEach(index -> keys.addAll(index.keys));
        table.made.localSecondaryIndexes().forEach(index -> keys.addAll(index.keySchema()));
        keys.forEach(part -> used.add(part.attributeName()));
        List<AttributeDefinition> left = table.attributes.stream()
                .filter(defined -> used.contains(defined.attributeName()))
                .toList();
        table.attributes = left;
    }

    private static TableIndex index(Table table, String name) {
        return Optional.ofNullable(table.indexes.get(name))
                .orElseThrow(() -> AwsFault.badRequest(
                        "ResourceNotFoundException",
                        "Requested resource not found: Table: " + table.name() + " has no index " + name));
    }
}
