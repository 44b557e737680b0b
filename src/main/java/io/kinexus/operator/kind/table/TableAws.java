package io.kinexus.operator.kind.table;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/**
 * The calls. The name is the identity, so that creating twice leaves one; AWS describes tables one by one.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html">DescribeTable</a>
 */
final class TableAws {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int TAIL = 8;

    private TableAws() {}

    static Map<ResourceId, Observation<TableLive>> observe(Scope scope, Collection<Declared<TableSpec>> wanted) {
        return Sweep.oneByOne(
                scope, wanted, one -> TableReadingAws.of(scope, one.spec().name())
                        .map(live -> present(scope, one.id(), live))
                        .orElse(Observation.absent()));
    }

    static Map<ResourceId, Observation<TableLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<TableLive>> surplus = new LinkedHashMap<>();
        Ownership.sweep(scope).of(Tables.NAME).forEach((id, arns) -> {
            if (!declared.contains(id)) {
                arns.stream()
                        .flatMap(arn -> TableReadingAws.of(scope, arn.substring(arn.lastIndexOf('/') + 1)).stream())
                        .forEach(live -> surplus.put(id, new Observation.Present<>(live, Tables.settled(live), true)));
            }
        });
        return surplus;
    }

    private static Observation<TableLive> present(Scope scope, ResourceId id, TableLive live) {
        boolean ours = Ownership.ours(scope, id, live.arn(), () -> tags(scope, live.arn()));
        return new Observation.Present<>(live, Tables.settled(live), ours);
    }

    private static Map<String, String> tags(Scope scope, String arn) {
        Map<String, String> tags = new LinkedHashMap<>();
        ListTagsOfResourceResponse page =
                scope.client(DynamoDbClient.class).listTagsOfResource(r -> r.resourceArn(arn));
        page.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        while (page.nextToken() != null && !page.nextToken().isEmpty()) {
            String next = page.nextToken();
            page = scope.client(DynamoDbClient.class)
                    .listTagsOfResource(r -> r.resourceArn(arn).nextToken(next));
            page.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        }
        return tags;
    }

    /** Recovery and expiry have calls of their own, which AWS takes once the table is there: the next turns make them. */
    static Outcome create(Scope scope, Declared<TableSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            List<Tag> tags = Ownership.tags(scope, wanted).entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList();
            try {
                scope.client(DynamoDbClient.class)
                        .createTable(
                                TableFormAws.create(wanted.spec()).tags(tags).build());
            } catch (SdkException failure) {
                // A retry whose first reply was lost: the name is the identity, and the next look says whose it is.
                if (!AwsFailures.is(failure, "ResourceInUseException")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    /**
     * Never without a last backup. Where recovery to a point in time is on, AWS takes one itself and keeps it for 35 days;
     * elsewhere one is made first, under a name that only this incarnation of the table has, and kept until somebody deletes it.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html">System
     *     backups</a>
     */
    static Outcome delete(Scope scope, ResourceId id, TableLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                if (live.status().equals("DELETING")) {
                    return Outcome.done();
                }
                if (!live.restorable() && !kept(scope, live)) {
                    return Outcome.waiting("the last backup of table " + live.name(), SOON);
                }
                scope.client(DynamoDbClient.class).deleteTable(r -> r.tableName(live.name()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, "ResourceNotFoundException", "TableNotFoundException")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    /** Whether the last backup is there, made here if nobody has begun it. */
    private static boolean kept(Scope scope, TableLive live) {
        DynamoDbClient dynamo = scope.client(DynamoDbClient.class);
        String name = live.name() + "-final-" + Names.sha256(live.id()).substring(0, TAIL);
        Optional<BackupStatus> begun = dynamo.listBackups(r -> r.tableName(live.name())).backupSummaries().stream()
                .filter(backup -> backup.backupName().equals(name))
                .map(BackupSummary::backupStatus)
                .findFirst();
        BackupStatus status = begun.orElseGet(
                () -> dynamo.createBackup(r -> r.tableName(live.name()).backupName(name))
                        .backupDetails()
                        .backupStatus());
        return status == BackupStatus.AVAILABLE;
    }
}
