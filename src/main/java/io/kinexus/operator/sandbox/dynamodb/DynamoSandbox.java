package io.kinexus.operator.sandbox.dynamodb;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.SandboxService;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/**
 * Tables: made, described, changed, deleted.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/Welcome.html">API reference</a>
 */
@AutoService(SandboxService.class)
public final class DynamoSandbox implements SandboxService {
    /** A guess: AWS says no more than that it takes some seconds. */
    private static final Duration MAKING = Duration.ofSeconds(10);

    private static final Duration REMOVING = Duration.ofSeconds(5);

    private final Map<String, Table> tables = new TreeMap<>();
    private Optional<Account> home = Optional.empty();
    private Optional<BackupCalls> backups = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        home = Optional.of(account);
        new TableSettingCalls(account, this, handlers);
        new TableUpdates(account, this, handlers);
        backups = Optional.of(new BackupCalls(account, this, handlers));
        new ItemCalls(account, this, handlers);
        handlers.on(CreateTableRequest.class, this::create);
        handlers.on(DescribeTableRequest.class, r -> DescribeTableResponse.builder()
                .table(TableText.of(existing(r.tableName())))
                .build());
        handlers.on(ListTablesRequest.class, this::list);
        handlers.on(DeleteTableRequest.class, this::delete);
    }

    @Override
    public Object state() {
        Map<String, Object> state = new TreeMap<>();
        tables.forEach((name, table) -> state.put(
                name,
                Map.of(
                        "status", table.status.toString(),
                        "billing", table.billing.toString(),
                        "items", table.items.size())));
        return state;
    }

    private CreateTableResponse create(CreateTableRequest request) {
        check(request);
        if (tables.containsKey(request.tableName())) {
            throw AwsFault.badRequest("ResourceInUseException", "Table already exists: " + request.tableName());
        }
        Table table = new Table(
                account().dice().uuid(),
                account().arn("dynamodb", "table/" + request.tableName()),
                account().now(),
                request);
        tables.put(request.tableName(), table);
        account()
                .service(TagStore.class)
                .put(table.arn, request.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
        account().clock().after(MAKING, () -> table.status = TableStatus.ACTIVE);
        return CreateTableResponse.builder()
                .tableDescription(TableText.of(table))
                .build();
    }

    private static void check(CreateTableRequest request) {
        if (!String.valueOf(request.tableName()).matches("[a-zA-Z0-9_.-]{3,255}")) {
            throw invalid("TableName must be at least 3 characters long and at most 255 characters long");
        }
        if (request.keySchema().isEmpty() || request.keySchema().get(0).keyType() != KeyType.HASH) {
            throw invalid("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        Set<String> keys = new HashSet<>();
        request.keySchema().forEach(k -> keys.add(k.attributeName()));
        request.globalSecondaryIndexes().forEach(i -> i.keySchema().forEach(k -> keys.add(k.attributeName())));
        request.localSecondaryIndexes().forEach(i -> i.keySchema().forEach(k -> keys.add(k.attributeName())));
        Set<String> defined = request.attributeDefinitions().stream()
                .map(AttributeDefinition::attributeName)
                .collect(Collectors.toSet());
        if (!keys.equals(defined)) {
            throw invalid("One or more parameter values were invalid: Some index key attributes are not defined in"
                    + " AttributeDefinitions, or some AttributeDefinitions are not used. Keys: " + keys
                    + ", AttributeDefinitions: " + defined);
        }
        boolean onDemand = request.billingMode() == BillingMode.PAY_PER_REQUEST;
        if (onDemand == (request.provisionedThroughput() != null)) {
            throw invalid(
                    onDemand
                            ? "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is"
                                    + " PAY_PER_REQUEST"
                            : "No provisioned throughput specified for the table");
        }
    }

    private ListTablesResponse list(ListTablesRequest request) {
        int most = request.limit() == null ? 100 : request.limit();
        String after = Optional.ofNullable(request.exclusiveStartTableName()).orElse("");
        List<String> names =
                tables.keySet().stream().filter(n -> n.compareTo(after) > 0).toList();
        List<String> page = names.subList(0, Math.min(most, names.size()));
        return ListTablesResponse.builder()
                .tableNames(page)
                .lastEvaluatedTableName(page.size() < names.size() ? page.get(page.size() - 1) : null)
                .build();
    }

    private DeleteTableResponse delete(DeleteTableRequest request) {
        Table table = existing(request.tableName());
        if (table.isProtected) {
            throw invalid("Resource cannot be deleted as it is currently protected against deletion. Disable deletion"
                    + " protection first.");
        }
        if (table.status != TableStatus.ACTIVE) {
            throw AwsFault.badRequest("ResourceInUseException", "Table is being created or deleted: " + table.name());
        }
        backups.orElseThrow().beforeDeletion(table);
        table.status = TableStatus.DELETING;
        account().clock().after(REMOVING, () -> {
            tables.remove(table.name());
            account().service(TagStore.class).forget(table.arn);
        });
        return DeleteTableResponse.builder()
                .tableDescription(TableText.of(table))
                .build();
    }

    /** By name or ARN. */
    Table existing(@Nullable String nameOrArn) {
        String given = String.valueOf(nameOrArn);
        String name = given.substring(given.lastIndexOf('/') + 1);
        return Optional.ofNullable(tables.get(name))
                .orElseThrow(() -> AwsFault.badRequest(
                        "ResourceNotFoundException", "Requested resource not found: Table: " + name + " not found"));
    }

    static AwsFault invalid(String message) {
        return AwsFault.badRequest("ValidationException", message);
    }

    private Account account() {
        return home.orElseThrow();
    }
}
