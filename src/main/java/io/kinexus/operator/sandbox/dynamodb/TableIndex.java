package io.kinexus.operator.sandbox.dynamodb;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

/** One global secondary index. */
final class TableIndex {
    final String name;
    final List<KeySchemaElement> keys;
    final Projection projection;
    Optional<ProvisionedThroughput> throughput;
    IndexStatus status;
    boolean backfilling;

    /** One that is made with its table. */
    TableIndex(GlobalSecondaryIndex made) {
        name = made.indexName();
        keys = made.keySchema();
        projection = made.projection();
        throughput = Optional.ofNullable(made.provisionedThroughput());
        status = IndexStatus.ACTIVE;
    }

    /** One that is added, and filled afterwards. */
    TableIndex(CreateGlobalSecondaryIndexAction made) {
        name = made.indexName();
        keys = made.keySchema();
        projection = made.projection();
        throughput = Optional.ofNullable(made.provisionedThroughput());
        status = IndexStatus.CREATING;
    }
}
