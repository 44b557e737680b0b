package io.kinexus.operator.kind.dbsubnetgroup;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Listed;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.DescribeDbSubnetGroupsResponse;
import software.amazon.awssdk.services.rds.model.Subnet;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * The calls. All groups are listed; the listing has no tags, so those come with the ownership sweep.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBSubnetGroups.html">DescribeDBSubnetGroups</a>
 */
final class DbSubnetGroupAws {
    private static final int PAGE = 100;

    private DbSubnetGroupAws() {}

    static Map<ResourceId, Observation<DbSubnetGroupLive>> observe(
            Scope scope, Collection<Declared<DbSubnetGroupSpec>> wanted) {
        return listed(scope)
                .observe(scope, wanted, one -> one.existing().orElse(one.spec().name()));
    }

    static Map<ResourceId, Observation<DbSubnetGroupLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return listed(scope).surplus(scope, declared);
    }

    private static Listed<DbSubnetGroupLive> listed(Scope scope) {
        return new Listed<>(
                DbSubnetGroups.NAME,
                () -> list(scope),
                DbSubnetGroupLive::arn,
                group -> true,
                group -> tags(scope, group.arn()));
    }

    private static Map<String, String> tags(Scope scope, String arn) {
        return scope.client(RdsClient.class).listTagsForResource(r -> r.resourceName(arn)).tagList().stream()
                .collect(Collectors.toMap(Tag::key, tag -> Objects.requireNonNullElse(tag.value(), "")));
    }

    static Outcome create(Scope scope, Declared<DbSubnetGroupSpec> wanted, Attempt attempt) {
        DbSubnetGroupSpec spec = wanted.spec();
        return AwsFailures.attempt(() -> {
            try {
                scope.client(RdsClient.class).createDBSubnetGroup(r -> r.dbSubnetGroupName(spec.name())
                        .dbSubnetGroupDescription(spec.description())
                        .subnetIds(spec.subnetIds())
                        .tags(tags(scope, wanted)));
            } catch (SdkException failure) {
                // A retry whose first reply was lost: the name is the identity, and the next look says whose it is.
                if (!AwsFailures.is(failure, "DBSubnetGroupAlreadyExists")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    static Outcome update(
            Scope scope,
            Declared<DbSubnetGroupSpec> wanted,
            DbSubnetGroupLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return AwsFailures.attempt(() -> {
            scope.client(RdsClient.class).modifyDBSubnetGroup(r -> r.dbSubnetGroupName(live.name())
                    .dbSubnetGroupDescription(wanted.spec().description())
                    .subnetIds(wanted.spec().subnetIds()));
            return Outcome.done();
        });
    }

    static Outcome delete(Scope scope, ResourceId id, DbSubnetGroupLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(RdsClient.class).deleteDBSubnetGroup(r -> r.dbSubnetGroupName(live.name()));
            } catch (SdkException failure) {
                if (AwsFailures.is(failure, "InvalidDBSubnetGroupStateFault")) {
                    return Outcome.retryable(AwsFailures.code(failure), AwsFailures.text(failure));
                }
                if (!AwsFailures.is(failure, "DBSubnetGroupNotFoundFault")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static Map<String, DbSubnetGroupLive> list(Scope scope) {
        DescribeDbSubnetGroupsResponse all =
                scope.once(
                        DbSubnetGroups.NAME,
                        DescribeDbSubnetGroupsResponse.class,
                        () -> DescribeDbSubnetGroupsResponse.builder()
                                .dbSubnetGroups(scope
                                        .client(RdsClient.class)
                                        .describeDBSubnetGroupsPaginator(r -> r.maxRecords(PAGE))
                                        .stream()
                                        .flatMap(page -> page.dbSubnetGroups().stream())
                                        .toList())
                                .build());
        return all.dbSubnetGroups().stream()
                .map(DbSubnetGroupAws::read)
                .collect(Collectors.toMap(DbSubnetGroupLive::name, group -> group));
    }

    private static DbSubnetGroupLive read(DBSubnetGroup group) {
        return new DbSubnetGroupLive(
                group.dbSubnetGroupName(),
                group.dbSubnetGroupArn(),
                group.dbSubnetGroupDescription(),
                group.subnets().stream().map(Subnet::subnetIdentifier).toList());
    }

    private static List<Tag> tags(Scope scope, Declared<?> wanted) {
        return Ownership.tags(scope, wanted).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
