package io.kinexus.operator.sandbox.dynamodb;

import io.kinexus.operator.sandbox.AwsFault;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** One table: what it was made with, what was changed since, and its items. */
final class Table {
    final String id;
    final String arn;
    final Instant created;
    final CreateTableRequest made;
    final Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new LinkedHashMap<>();
    final Map<String, TableIndex> indexes = new LinkedHashMap<>();
    TableStatus status = TableStatus.CREATING;
    List<AttributeDefinition> attributes;
    BillingMode billing;
    Optional<ProvisionedThroughput> throughput;
    Optional<SSESpecification> encryption;
    boolean isProtected;
    Optional<String> expiry = Optional.empty();
    Optional<Instant> expiryChanged = Optional.empty();
    boolean restorable;
    private Optional<StreamSpecification> stream = Optional.empty();
    private Optional<Instant> streamBegun = Optional.empty();

    Table(String id, String arn, Instant created, CreateTableRequest made) {
        this.id = id;
        this.arn = arn;
        this.created = created;
        this.made = made;
        this.attributes = made.attributeDefinitions();
        this.billing = made.billingMode() == null ? BillingMode.PROVISIONED : made.billingMode();
        this.throughput = Optional.ofNullable(made.provisionedThroughput());
        this.encryption = Optional.ofNullable(made.sseSpecification());
        this.isProtected = Boolean.TRUE.equals(made.deletionProtectionEnabled());
        made.globalSecondaryIndexes().forEach(index -> indexes.put(index.indexName(), new TableIndex(index)));
        Optional.ofNullable(made.streamSpecification()).ifPresent(wanted -> stream(wanted, created));
    }

    String name() {
        return made.tableName();
    }

    void stream(StreamSpecification wanted, Instant now) {
        boolean on = Boolean.TRUE.equals(wanted.streamEnabled());
        stream = Optional.of(wanted).filter(specification -> on);
        streamBegun = on ? Optional.of(now) : streamBegun;
    }

    Optional<StreamSpecification> stream() {
        return stream;
    }

    /** The label of the last stream; it stays readable for a day after it was turned off. */
    Optional<String> streamLabel() {
        return streamBegun.map(at -> at.toString().replace("Z", ""));
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
