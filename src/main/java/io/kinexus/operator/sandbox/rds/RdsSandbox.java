package io.kinexus.operator.sandbox.rds;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.SandboxService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.rds.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersResponse;
import software.amazon.awssdk.services.rds.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.rds.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.rds.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.rds.model.RemoveTagsFromResourceResponse;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotRequest;

/**
 * RDS, and what the other services ask of it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/Welcome.html">API reference</a>
 */
@AutoService(SandboxService.class)
public final class RdsSandbox implements SandboxService {
    private Optional<Rds> rds = Optional.empty();
    private Optional<Changes> changes = Optional.empty();
    private Optional<Snapshots> taken = Optional.empty();
    private Optional<Restores> restores = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        Rds all = new Rds(account);
        rds = Optional.of(all);
        SubnetGroups subnetGroups = new SubnetGroups(all);
        Snapshots snapshots = new Snapshots(all);
        Parameters parameters = new Parameters(all);
        NewInstance fresh = new NewInstance(all, subnetGroups, parameters);
        Changes modify = new Changes(all, fresh, parameters);
        changes = Optional.of(modify);
        subnetGroups.install(handlers);
        snapshots.install(handlers);
        modify.install(handlers);
        Instances made = new Instances(all, fresh, snapshots, parameters);
        made.install(handlers);
        Restores back = new Restores(all, fresh, made);
        back.install(handlers);
        restores = Optional.of(back);
        taken = Optional.of(snapshots);
        new EngineVersions().install(handlers);
        parameters.install(handlers);
        new Proxies(all).install(handlers);
        new DatabaseLogs(all, parameters).install();
        handlers.on(DescribeDbClustersRequest.class, this::clusters);
        handlers.on(ListTagsForResourceRequest.class, this::listTags);
        handlers.on(AddTagsToResourceRequest.class, this::addTags);
        handlers.on(RemoveTagsFromResourceRequest.class, this::removeTags);
    }

    @Override
    public Object state() {
        return Map.of(
                "instances",
                rds().instances.values().stream().map(RdsSandbox::summary).toList(),
                "subnetGroups",
                List.copyOf(rds().subnetGroups.keySet()),
                "snapshots",
                List.copyOf(rds().snapshots.keySet()));
    }

    private static Map<String, Object> summary(StoredInstance one) {
        DBInstance now = one.now;
        return Map.of(
                "id",
                one.id(),
                "status",
                now.dbInstanceStatus(),
                "engine",
                now.engine() + " " + now.engineVersion(),
                "class",
                now.dbInstanceClass(),
                "gib",
                now.allocatedStorage(),
                "usedGib",
                one.usedGib,
                "host",
                Optional.ofNullable(now.endpoint().address()).orElse(""),
                "pending",
                now.pendingModifiedValues().toString());
    }

    /** Every instance as it is described now: for the metrics that they emit. */
    public List<DBInstance> instances() {
        return rds().instances.values().stream().map(rds()::shown).toList();
    }

    /** GiB of the disk that are not used; empty when there is no such instance. */
    public Optional<Double> freeGib(String id) {
        return Optional.ofNullable(rds().instances.get(Instances.lower(id)))
                .map(one -> one.now.allocatedStorage() - one.usedGib);
    }

    /** Fills the disk; where it may grow by itself, it does five minutes later. */
    public void fill(String id, double usedGib) {
        changes.orElseThrow().fill(rds().instance(id), usedGib);
    }

    /** From now on so many queries a minute take a second and a half. */
    public void slow(String id, int perMinute) {
        rds().instance(id).slowPerMinute = perMinute;
    }

    /** Whether its master user could log in with this password. */
    public boolean opens(String id, String password) {
        return rds().instance(id).password.equals(password);
    }

    /** AWS Backup begins a snapshot, and answers its ARN. */
    public String backUp(String id, String snapshot) {
        return taken.orElseThrow().backUp(rds().instance(id), snapshot).dbSnapshotArn();
    }

    /** The snapshot is complete. */
    public void backedUp(String snapshot) {
        rds().snapshots.computeIfPresent(snapshot, (id, one) -> one.toBuilder()
                .status("available")
                .percentProgress(100)
                .build());
    }

    /** AWS Backup deletes its snapshot. */
    public void forgetBackup(String snapshot) {
        rds().snapshots.remove(snapshot);
        rds().origins.remove(snapshot);
    }

    /** AWS Backup restores its snapshot to a new instance, whose ARN it answers. */
    public String restore(String id, String snapshot, Optional<String> subnetGroup) {
        return restores.orElseThrow()
                .ofSnapshot(RestoreDbInstanceFromDbSnapshotRequest.builder()
                        .dbInstanceIdentifier(id)
                        .dbSnapshotIdentifier(snapshot)
                        .dbSubnetGroupName(subnetGroup.orElse(null))
                        .build())
                .now
                .dbInstanceArn();
    }

    /** As AWS does in a maintenance window: a newer minor version. */
    public void upgrade(String id, String engineVersion) {
        rds().instance(id).set(b -> b.engineVersion(engineVersion));
    }

    /** Aurora and Multi-AZ clusters cannot be made here. */
    private DescribeDbClustersResponse clusters(DescribeDbClustersRequest request) {
        if (request.dbClusterIdentifier() != null) {
            throw Rds.notFound("DBClusterNotFoundFault", "DBCluster " + request.dbClusterIdentifier() + " not found.");
        }
        return DescribeDbClustersResponse.builder().dbClusters(List.of()).build();
    }

    private ListTagsForResourceResponse listTags(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tagList(rds().tags(Rds.required(request.resourceName(), "ResourceName")))
                .build();
    }

    private AddTagsToResourceResponse addTags(AddTagsToResourceRequest request) {
        rds().tags().put(Rds.required(request.resourceName(), "ResourceName"), Rds.tags(request.tags()));
        return AddTagsToResourceResponse.builder().build();
    }

    private RemoveTagsFromResourceResponse removeTags(RemoveTagsFromResourceRequest request) {
        rds().tags().remove(Rds.required(request.resourceName(), "ResourceName"), request.tagKeys());
        return RemoveTagsFromResourceResponse.builder().build();
    }

    private Rds rds() {
        return rds.orElseThrow();
    }
}
