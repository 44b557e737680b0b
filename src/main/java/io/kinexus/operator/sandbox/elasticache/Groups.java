package io.kinexus.operator.sandbox.elasticache;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DeleteReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteReplicationGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheClustersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheClustersResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/**
 * Replication groups from creating to gone: about six minutes to available, four to be deleted (both guesses from use).
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ReplicationGroup.html">ReplicationGroup</a>
 */
final class Groups {
    static final String AVAILABLE = "available";
    private static final Duration CREATING = Duration.ofMinutes(6);
    private static final Duration DELETING = Duration.ofMinutes(4);

    private final Caches caches;
    private final NewGroup fresh;
    private final Descriptions descriptions;

    Groups(Caches caches, NewGroup fresh, Descriptions descriptions) {
        this.caches = caches;
        this.fresh = fresh;
        this.descriptions = descriptions;
    }

    void install(Handlers handlers) {
        handlers.on(CreateReplicationGroupRequest.class, this::create);
        handlers.failsLater(
                CreateReplicationGroupRequest.class,
                CreateReplicationGroupResponse.class,
                (request, answer) -> Optional.ofNullable(
                                caches.groups.get(answer.replicationGroup().replicationGroupId()))
                        .ifPresent(one -> one.status = "create-failed"));
        handlers.on(DescribeReplicationGroupsRequest.class, this::describe);
        handlers.on(DescribeCacheClustersRequest.class, this::members);
        handlers.on(DeleteReplicationGroupRequest.class, this::delete);
        handlers.on(DescribeSnapshotsRequest.class, this::snapshots);
    }

    private CreateReplicationGroupResponse create(CreateReplicationGroupRequest request) {
        StoredGroup one = fresh.of(request);
        caches.groups.put(one.id, one);
        caches.tags().put(one.arn, Caches.tags(request.tags()));
        caches.subnetGroup(one.subnetGroup).subnets().stream()
                .limit(one.replicas + 1L)
                .forEach(subnet -> one.interfaces.add(caches.ec2()
                        .attach(subnet.subnetIdentifier(), one.securityGroups, "interface", "ElastiCache " + one.id)
                        .id()));
        caches.account.clock().after(CREATING, () -> {
            if (caches.groups.get(one.id) == one && one.is("creating")) {
                one.status = AVAILABLE;
            }
        });
        return CreateReplicationGroupResponse.builder()
                .replicationGroup(descriptions.group(one))
                .build();
    }

    private DescribeReplicationGroupsResponse describe(DescribeReplicationGroupsRequest request) {
        List<StoredGroup> found = request.replicationGroupId() == null
                ? List.copyOf(caches.groups.values())
                : List.of(caches.group(request.replicationGroupId()));
        Pages.Page<ReplicationGroup> page =
                Caches.page(found.stream().map(descriptions::group).toList(), request.maxRecords(), request.marker());
        return DescribeReplicationGroupsResponse.builder()
                .replicationGroups(page.items())
                .marker(page.next())
                .build();
    }

    private DescribeCacheClustersResponse members(DescribeCacheClustersRequest request) {
        boolean alone = Boolean.TRUE.equals(request.showCacheClustersNotInReplicationGroups());
        List<CacheCluster> found = caches.groups.values().stream()
                .filter(one -> !alone)
                .flatMap(one -> descriptions.members(one, Boolean.TRUE.equals(request.showCacheNodeInfo())).stream())
                .filter(member -> request.cacheClusterId() == null
                        || member.cacheClusterId().equals(Caches.lower(request.cacheClusterId())))
                .toList();
        if (request.cacheClusterId() != null && found.isEmpty()) {
            throw Caches.notFound("CacheClusterNotFound", "CacheCluster not found: " + request.cacheClusterId());
        }
        Pages.Page<CacheCluster> page = Caches.page(found, request.maxRecords(), request.marker());
        return DescribeCacheClustersResponse.builder()
                .cacheClusters(page.items())
                .marker(page.next())
                .build();
    }

    private DeleteReplicationGroupResponse delete(DeleteReplicationGroupRequest request) {
        StoredGroup one = caches.group(request.replicationGroupId());
        if (!one.is(AVAILABLE)) {
            throw AwsFault.badRequest(
                    "InvalidReplicationGroupState",
                    "Replication group " + one.id + " is not in available state but in " + one.status + ".");
        }
        Optional.ofNullable(request.finalSnapshotIdentifier()).ifPresent(name -> snapshot(one, name));
        one.status = "deleting";
        caches.account.clock().after(DELETING, () -> {
            caches.groups.remove(one.id, one);
            caches.tags().forget(one.arn);
            one.interfaces.forEach(caches.ec2()::detach);
        });
        return DeleteReplicationGroupResponse.builder()
                .replicationGroup(descriptions.group(one))
                .build();
    }

    private void snapshot(StoredGroup one, String name) {
        if (caches.snapshots.containsKey(name)) {
            throw AwsFault.badRequest(
                    "SnapshotAlreadyExistsFault", "Snapshot with specified name already exists: " + name);
        }
        caches.snapshots.put(
                name,
                Snapshot.builder()
                        .snapshotName(name)
                        .arn(caches.arn("snapshot", name))
                        .replicationGroupId(one.id)
                        .replicationGroupDescription(one.description)
                        .snapshotStatus(AVAILABLE)
                        .snapshotSource("manual")
                        .engine(one.engine)
                        .engineVersion(one.version)
                        .cacheNodeType(one.nodeType)
                        .numNodeGroups(one.shards)
                        .port(one.port)
                        .cacheSubnetGroupName(one.subnetGroup)
                        .nodeSnapshots(List.of())
                        .build());
    }

    private DescribeSnapshotsResponse snapshots(DescribeSnapshotsRequest request) {
        List<Snapshot> found = caches.snapshots.values().stream()
                .filter(one ->
                        request.snapshotName() == null || one.snapshotName().equals(request.snapshotName()))
                .filter(one -> request.replicationGroupId() == null
                        || one.replicationGroupId().equals(request.replicationGroupId()))
                .toList();
        if (request.snapshotName() != null && found.isEmpty()) {
            throw Caches.notFound("SnapshotNotFoundFault", "Snapshot not found: " + request.snapshotName());
        }
        Pages.Page<Snapshot> page = Pages.of(found, request.maxRecords(), 50, 50, request.marker());
        return DescribeSnapshotsResponse.builder()
                .snapshots(page.items())
                .marker(page.next())
                .build();
    }
}
