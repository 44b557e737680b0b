package io.kinexus.operator.sandbox.dynamodb;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.cloudwatch.CloudWatchSandbox;
import io.kinexus.operator.sandbox.cloudwatch.MetricKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Items by their whole key, and all of them; expressions are not understood, and refused. */
final class ItemCalls {
    private static final int NOT_IMPLEMENTED = 501;
    private static final String NAMESPACE = "AWS/DynamoDB";
    private static final String TABLE = "TableName";

    /** A guess, in milliseconds. */
    private static final double LATENCY = 4;

    private final Account account;
    private final DynamoSandbox tables;

    ItemCalls(Account account, DynamoSandbox tables, Handlers handlers) {
        this.account = account;
        this.tables = tables;
        handlers.on(PutItemRequest.class, this::put);
        handlers.on(GetItemRequest.class, this::get);
        handlers.on(DeleteItemRequest.class, this::delete);
        handlers.on(ScanRequest.class, this::scan);
    }

    private PutItemResponse put(PutItemRequest request) {
        none(request.conditionExpression());
        Table table = active(request.tableName());
        measure(table, "PutItem", "ConsumedWriteCapacityUnits", 1);
        table.items.put(table.key(request.item()), request.item());
        return PutItemResponse.builder().build();
    }

    private GetItemResponse get(GetItemRequest request) {
        none(request.projectionExpression());
        Table table = active(request.tableName());
        measure(table, "GetItem", "ConsumedReadCapacityUnits", Boolean.TRUE.equals(request.consistentRead()) ? 1 : 0.5);
        return GetItemResponse.builder()
                .item(found(table, request.key()).orElse(null))
                .build();
    }

    private DeleteItemResponse delete(DeleteItemRequest request) {
        none(request.conditionExpression());
        Table table = active(request.tableName());
        measure(table, "DeleteItem", "ConsumedWriteCapacityUnits", 1);
        table.items.remove(table.key(request.key()));
        return DeleteItemResponse.builder().build();
    }

    private ScanResponse scan(ScanRequest request) {
        none(request.filterExpression());
        none(request.projectionExpression());
        List<Map<String, AttributeValue>> items =
                List.copyOf(active(request.tableName()).items.values());
        return ScanResponse.builder()
                .items(items)
                .count(items.size())
                .scannedCount(items.size())
                .build();
    }

    /**
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html">Metrics</a>
     */
    private void measure(Table table, String operation, String consumed, double units) {
        CloudWatchSandbox watch = account.service(CloudWatchSandbox.class);
        watch.record(MetricKey.of(NAMESPACE, consumed, TABLE, table.name()), account.now(), units);
        watch.record(
                MetricKey.of(NAMESPACE, "SuccessfulRequestLatency", TABLE, table.name(), "Operation", operation),
                account.now(),
                LATENCY);
    }

    private static Optional<Map<String, AttributeValue>> found(Table table, Map<String, AttributeValue> key) {
        return Optional.ofNullable(table.items.get(table.key(key)));
    }

    private Table active(@Nullable String name) {
        Table table = tables.existing(name);
        if (table.status == TableStatus.CREATING || table.status == TableStatus.DELETING) {
            throw AwsFault.badRequest(
                    "ResourceNotFoundException", "Requested resource not found: Table: " + name + " not found");
        }
        return table;
    }

    private static void none(@Nullable String expression) {
        if (expression != null && !expression.isEmpty()) {
            throw new AwsFault(
                    "NotImplemented", NOT_IMPLEMENTED, "the sandbox understands no expressions: " + expression);
        }
    }
}
