package io.kinexus.operator.sandbox.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** Over the wire, with the SDK's own client. */
class DynamoSandboxTest {
    private final SandboxDoor door = new SandboxDoor(SandboxScript.plain(), SandboxDoor.Way.HTTP);

    @AfterEach
    void close() {
        door.close();
    }

    private DynamoDbClient dynamo() {
        return door.scope().client(DynamoDbClient.class);
    }

    @Test
    void aTableTakesAMomentAndKeepsItsItems() {
        make("orders", "id");
        assertThat(dynamo().describeTable(r -> r.tableName("orders")).table().tableStatus())
                .isEqualTo(TableStatus.CREATING);
        door.sandbox().advance(Duration.ofSeconds(10));
        var table = dynamo().describeTable(r -> r.tableName("orders")).table();
        assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(dynamo().listTagsOfResource(r -> r.resourceArn(table.tableArn()))
                        .tags())
                .hasSize(1);
        Map<String, AttributeValue> item = Map.of("id", AttributeValue.fromS("1"), "n", AttributeValue.fromN("2"));
        dynamo().putItem(r -> r.tableName("orders").item(item));
        assertThat(dynamo().getItem(r -> r.tableName("orders").key(Map.of("id", AttributeValue.fromS("1"))))
                        .item())
                .isEqualTo(item);
        assertThat(dynamo().scan(r -> r.tableName("orders")).items()).isEqualTo(List.of(item));
        assertThat(code(() -> dynamo().putItem(r -> r.tableName("orders").item(Map.of()))))
                .isEqualTo("ValidationException");
    }

    @Test
    void aProtectedTableStays() {
        make("orders", "id");
        door.sandbox().advance(Duration.ofSeconds(10));
        dynamo().updateTable(r -> r.tableName("orders").deletionProtectionEnabled(true));
        door.sandbox().advance(Duration.ofSeconds(10));
        assertThat(code(() -> dynamo().deleteTable(r -> r.tableName("orders")))).isEqualTo("ValidationException");
        dynamo().updateTable(r -> r.tableName("orders").deletionProtectionEnabled(false));
        door.sandbox().advance(Duration.ofSeconds(10));
        dynamo().deleteTable(r -> r.tableName("orders"));
        door.sandbox().advance(Duration.ofSeconds(10));
        assertThat(code(() -> dynamo().describeTable(r -> r.tableName("orders"))))
                .isEqualTo("ResourceNotFoundException");
    }

    @Test
    void expiryAndRecoveryAreSwitched() {
        make("orders", "id");
        door.sandbox().advance(Duration.ofSeconds(20));
        dynamo().updateTimeToLive(r -> r.tableName("orders")
                .timeToLiveSpecification(s -> s.enabled(true).attributeName("until")));
        assertThat(dynamo().describeTimeToLive(r -> r.tableName("orders"))
                        .timeToLiveDescription()
                        .attributeName())
                .isEqualTo("until");
        dynamo().updateContinuousBackups(r ->
                r.tableName("orders").pointInTimeRecoverySpecification(s -> s.pointInTimeRecoveryEnabled(true)));
        assertThat(dynamo().describeContinuousBackups(r -> r.tableName("orders"))
                        .continuousBackupsDescription()
                        .pointInTimeRecoveryDescription()
                        .pointInTimeRecoveryStatusAsString())
                .isEqualTo("ENABLED");
    }

    @Test
    void keysMustBeDefined() {
        assertThat(code(() -> make("orders", "other"))).isEqualTo("ValidationException");
        make("orders", "id");
        assertThat(code(() -> make("orders", "id"))).isEqualTo("ResourceInUseException");
        assertThat(dynamo().listTables().tableNames()).containsExactly("orders");
    }

    private void make(String name, String defined) {
        dynamo().createTable(r -> r.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName(defined)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .tags(Tag.builder().key("a").value("b").build()));
    }

    private static String code(Runnable call) {
        return AwsFailures.code(catchThrowableOfType(SdkException.class, call::run));
    }
}
