package io.kinexus.operator.wire;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.support.DataNetwork;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.rds.RdsClient;

/** As {@link CallProofs}, of databases and caches. */
final class DataProofs {
    private DataProofs() {}

    static boolean cacheModify(Scope scope) {
        cacheSubnets(scope);
        return CallProofs.notOffered(() -> scope.client(ElastiCacheClient.class)
                .modifyCacheSubnetGroup(r -> r.cacheSubnetGroupName("proof").cacheSubnetGroupDescription("other")));
    }

    static boolean cacheDelete(Scope scope) {
        cacheSubnets(scope);
        return CallProofs.notOffered(() ->
                scope.client(ElastiCacheClient.class).deleteCacheSubnetGroup(r -> r.cacheSubnetGroupName("proof")));
    }

    private static void cacheSubnets(Scope scope) {
        List<String> subnets = DataNetwork.make(scope).subnetIds();
        scope.client(ElastiCacheClient.class).createCacheSubnetGroup(r -> r.cacheSubnetGroupName("proof")
                .cacheSubnetGroupDescription("proof")
                .subnetIds(subnets));
    }

    static boolean groupModify(Scope scope) {
        ElastiCacheClient cache = scope.client(ElastiCacheClient.class);
        cache.createReplicationGroup(r -> r.replicationGroupId("proof")
                .replicationGroupDescription("proof")
                .engine("redis")
                .cacheNodeType("cache.t3.micro")
                .numCacheClusters(1));
        return CallProofs.notOffered(() ->
                cache.modifyReplicationGroup(r -> r.replicationGroupId("proof").replicationGroupDescription("other")));
    }

    static boolean dbSubnetGroupModify(Scope scope) {
        List<String> subnets = DataNetwork.make(scope).subnetIds();
        RdsClient rds = scope.client(RdsClient.class);
        rds.createDBSubnetGroup(r ->
                r.dbSubnetGroupName("proof").dbSubnetGroupDescription("proof").subnetIds(subnets));
        rds.modifyDBSubnetGroup(r -> r.dbSubnetGroupName("proof").subnetIds(subnets.subList(0, 2)));
        return rds.describeDBSubnetGroups().dbSubnetGroups().isEmpty();
    }

    /** Twice, since the minute may turn in between. */
    static boolean instanceAnew(Scope scope) {
        RdsClient rds = scope.client(RdsClient.class);
        instance(rds);
        return IntStream.range(0, 2).anyMatch(again -> clashes(rds));
    }

    private static boolean clashes(RdsClient rds) {
        rds.deleteDBInstance(
                r -> r.dbInstanceIdentifier("proof").skipFinalSnapshot(true).deleteAutomatedBackups(false));
        try {
            instance(rds);
            return false;
        } catch (SdkException failure) {
            return AwsFailures.is(failure, "DBSnapshotAlreadyExists");
        }
    }

    static boolean instancePort(Scope scope) {
        RdsClient rds = scope.client(RdsClient.class);
        instance(rds);
        rds.modifyDBInstance(
                r -> r.dbInstanceIdentifier("proof").dbPortNumber(5433).applyImmediately(true));
        return rds.describeDBInstances().dbInstances().get(0).endpoint().port() != 5433;
    }

    private static void instance(RdsClient rds) {
        rds.createDBInstance(r -> r.dbInstanceIdentifier("proof")
                .engine("postgres")
                .dbInstanceClass("db.t3.medium")
                .allocatedStorage(20)
                .backupRetentionPeriod(7)
                .port(5432)
                .masterUsername("kinexus")
                .masterUserPassword("proof-of-a-gap"));
    }

    static boolean groupNeverGone(Scope scope) {
        ElastiCacheClient cache = scope.client(ElastiCacheClient.class);
        cache.createReplicationGroup(r -> r.replicationGroupId("proof")
                .replicationGroupDescription("proof")
                .engine("redis")
                .cacheNodeType("cache.t3.micro")
                .numCacheClusters(1));
        cache.deleteReplicationGroup(r -> r.replicationGroupId("proof"));
        cache.describeReplicationGroups();
        return !cache.describeReplicationGroups().replicationGroups().isEmpty();
    }

    static boolean tableEncryption(Scope scope) {
        DynamoDbClient dynamo = scope.client(DynamoDbClient.class);
        dynamo.createTable(r -> r.tableName("proof")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build()));
        dynamo.updateTable(
                r -> r.tableName("proof").sseSpecification(s -> s.enabled(true).sseType(SSEType.KMS)));
        return dynamo.describeTable(r -> r.tableName("proof")).table().sseDescription() == null;
    }
}
