package io.kinexus.operator.kind.cachesubnetgroup;

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
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroup;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheSubnetGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.Subnet;
import software.amazon.awssdk.services.elasticache.model.Tag;

/**
 * The calls. All groups are listed; the listing has no tags, so those come with the ownership sweep.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeCacheSubnetGroups.html">DescribeCacheSubnetGroups</a>
 */
final class CacheSubnetGroupAws {
    private static final int PAGE = 100;

    private CacheSubnetGroupAws() {}

    static Map<ResourceId, Observation<CacheSubnetGroupLive>> observe(
            Scope scope, Collection<Declared<CacheSubnetGroupSpec>> wanted) {
        return listed(scope)
                .observe(scope, wanted, one -> one.existing().orElse(one.spec().name()));
    }

    static Map<ResourceId, Observation<CacheSubnetGroupLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return listed(scope).surplus(scope, declared);
    }

    private static Listed<CacheSubnetGroupLive> listed(Scope scope) {
        return new Listed<>(
                CacheSubnetGroups.NAME,
                () -> list(scope),
                CacheSubnetGroupLive::arn,
                group -> true,
                group -> tags(scope, group.arn()));
    }

    private static Map<String, String> tags(Scope scope, String arn) {
        return scope.client(ElastiCacheClient.class).listTagsForResource(r -> r.resourceName(arn)).tagList().stream()
                .collect(Collectors.toMap(Tag::key, tag -> Objects.requireNonNullElse(tag.value(), "")));
    }

    static Outcome create(Scope scope, Declared<CacheSubnetGroupSpec> wanted, Attempt attempt) {
        CacheSubnetGroupSpec spec = wanted.spec();
        return AwsFailures.attempt(() -> {
            try {
                scope.client(ElastiCacheClient.class).createCacheSubnetGroup(r -> r.cacheSubnetGroupName(spec.name())
                        .cacheSubnetGroupDescription(spec.description())
                        .subnetIds(spec.subnetIds())
                        .tags(tags(scope, wanted)));
            } catch (SdkException failure) {
                // A retry whose first reply was lost: the name is the identity, and the next look says whose it is.
                if (!AwsFailures.is(failure, "CacheSubnetGroupAlreadyExists")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    static Outcome update(
            Scope scope,
            Declared<CacheSubnetGroupSpec> wanted,
            CacheSubnetGroupLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return AwsFailures.attempt(() -> {
            scope.client(ElastiCacheClient.class).modifyCacheSubnetGroup(r -> r.cacheSubnetGroupName(live.name())
                    .cacheSubnetGroupDescription(wanted.spec().description())
                    .subnetIds(wanted.spec().subnetIds()));
            return Outcome.done();
        });
    }

    static Outcome delete(Scope scope, ResourceId id, CacheSubnetGroupLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(ElastiCacheClient.class).deleteCacheSubnetGroup(r -> r.cacheSubnetGroupName(live.name()));
            } catch (SdkException failure) {
                if (AwsFailures.is(failure, "CacheSubnetGroupInUse")) {
                    return Outcome.retryable(AwsFailures.code(failure), AwsFailures.text(failure));
                }
                if (!AwsFailures.is(failure, "CacheSubnetGroupNotFoundFault")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static Map<String, CacheSubnetGroupLive> list(Scope scope) {
        DescribeCacheSubnetGroupsResponse all = scope.once(
                CacheSubnetGroups.NAME,
                DescribeCacheSubnetGroupsResponse.class,
                () -> DescribeCacheSubnetGroupsResponse.builder()
                        .cacheSubnetGroups(scope
                                .client(ElastiCacheClient.class)
                                .describeCacheSubnetGroupsPaginator(r -> r.maxRecords(PAGE))
                                .stream()
                                .flatMap(page -> page.cacheSubnetGroups().stream())
                                .toList())
                        .build());
        return all.cacheSubnetGroups().stream()
                .map(CacheSubnetGroupAws::read)
                .collect(Collectors.toMap(CacheSubnetGroupLive::name, group -> group));
    }

    private static CacheSubnetGroupLive read(CacheSubnetGroup group) {
        return new CacheSubnetGroupLive(
                group.cacheSubnetGroupName(),
                group.arn(),
                group.cacheSubnetGroupDescription(),
                group.subnets().stream().map(Subnet::subnetIdentifier).toList());
    }

    private static List<Tag> tags(Scope scope, Declared<?> wanted) {
        return Ownership.tags(scope, wanted).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
