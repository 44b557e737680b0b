package io.kinexus.operator.sandbox.dynamodb;

import io.kinexus.operator.sandbox.AwsFault;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** One table: what it was made with, what was changed since, and its items. */
final class Table {
    final String id;
    final String arn;
    final Instant created;
    final CreateTableRequest made;
    final Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new LinkedHashMap<>();
    TableStatus status = TableStatus.CREATING;
    BillingMode billing;
    Optional<ProvisionedThroughput> throughput;
    boolean isProtected;
    Optional<String> expiry = Optional.empty();
    boolean restorable;

    Table(String id, String arn, Instant created, CreateTableRequest made) {
        this.id = id;
        this.arn = arn;
        this.created = created;
        this.made = made;
        this.billing = made.billingMode() == null ? BillingMode.PROVISIONED : made.billingMode();
        this.throughput = Optional.ofNullable(made.provisionedThroughput());
        this.isProtected = Boolean.TRUE.equals(made.deletionProtectionEnabled());
    }

    String name() {
        return made.tableName();
    }

    /** @throws AwsFault when a part of the key is missing */
    Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        for (KeySchemaElement part : made.keySchema()) {
            AttributeValue value = item.get(part.attributeName());
            if (value == null) {
                throw AwsFault.badRequest(
                        "ValidationException",
                        "One or more parameter values were invalid: Missing the key " + part.attributeName()
                                + " in the item");
            }
            key.put(part.attributeName(), value);
        }
        return key;
    }
}
