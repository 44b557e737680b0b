package io.kinexus.operator.sandbox.rds;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.CreateDbSnapshotResponse;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DeleteDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbSnapshotResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsResponse;
import software.amazon.awssdk.services.rds.model.Tag;

/** Snapshots that people and final deletions make. */
final class Snapshots {
    private static final Duration CREATING = Duration.ofMinutes(3);

    private final Rds rds;

    Snapshots(Rds rds) {
        this.rds = rds;
    }

    void install(Handlers handlers) {
        handlers.on(CreateDbSnapshotRequest.class, this::create);
        handlers.on(DescribeDbSnapshotsRequest.class, this::describe);
        handlers.on(DeleteDbSnapshotRequest.class, this::delete);
    }

    DBSnapshot take(StoredInstance one, String asked, List<Tag> tags) {
        String id = Instances.lower(asked);
        if (rds.snapshots.containsKey(id)) {
            throw AwsFault.badRequest(
                    "DBSnapshotAlreadyExists",
                    "Cannot create the snapshot because a snapshot with the identifier " + id + " already exists.");
        }
        DBSnapshot snapshot = of(one, id);
        rds.snapshots.put(id, snapshot);
        rds.origins.put(id, one.now);
        rds.tags().put(snapshot.dbSnapshotArn(), Rds.tags(tags));
        if (one.now.copyTagsToSnapshot()) {
            rds.tags().put(snapshot.dbSnapshotArn(), rds.tags().of(one.now.dbInstanceArn()));
        }
        rds.account
                .clock()
                .after(
                        CREATING,
                        () -> rds.snapshots.computeIfPresent(id, (key, now) -> now.toBuilder()
                                .status("available")
                                .percentProgress(100)
                                .build()));
        return snapshot;
    }

    /** AWS Backup's own: of a type that only it may delete, and complete when it says so. */
    DBSnapshot backUp(StoredInstance one, String id) {
        DBSnapshot snapshot = of(one, id).toBuilder().snapshotType("awsbackup").build();
        rds.snapshots.put(id, snapshot);
        rds.origins.put(id, one.now);
        return snapshot;
    }

    private DBSnapshot of(StoredInstance one, String id) {
        return DBSnapshot.builder()
                .dbSnapshotIdentifier(id)
                .dbSnapshotArn(rds.arn("snapshot", id))
                .dbInstanceIdentifier(one.id())
                .dbiResourceId(one.now.dbiResourceId())
                .engine(one.now.engine())
                .engineVersion(one.now.engineVersion())
                .allocatedStorage(one.now.allocatedStorage())
                .storageType(one.now.storageType())
                .encrypted(one.now.storageEncrypted())
                .masterUsername(one.now.masterUsername())
                .availabilityZone(one.now.availabilityZone())
                .vpcId(one.now.dbSubnetGroup().vpcId())
                .port(one.now.endpoint().port())
                .snapshotType("manual")
                .snapshotCreateTime(rds.account.now())
                .instanceCreateTime(one.now.instanceCreateTime())
                .percentProgress(0)
                .status("creating")
                .build();
    }

    private CreateDbSnapshotResponse create(CreateDbSnapshotRequest request) {
        StoredInstance one = rds.instance(request.dbInstanceIdentifier());
        if (!one.is(Instances.AVAILABLE)) {
            throw Instances.state("Database instance is not in available state.");
        }
        String id = Rds.required(request.dbSnapshotIdentifier(), "DBSnapshotIdentifier");
        DBSnapshot snapshot = take(one, id, request.tags());
        one.status("backing-up");
        rds.account.clock().after(CREATING, () -> {
            if (rds.instances.get(one.id()) == one && one.is("backing-up")) {
                one.status(Instances.AVAILABLE);
            }
        });
        return CreateDbSnapshotResponse.builder().dbSnapshot(shown(snapshot)).build();
    }

    private DescribeDbSnapshotsResponse describe(DescribeDbSnapshotsRequest request) {
        List<DBSnapshot> found = rds.snapshots.values().stream()
                .filter(one -> request.dbSnapshotIdentifier() == null
                        || one.dbSnapshotIdentifier().equals(Instances.lower(request.dbSnapshotIdentifier())))
                .filter(one -> request.dbInstanceIdentifier() == null
                        || one.dbInstanceIdentifier().equals(Instances.lower(request.dbInstanceIdentifier())))
                .filter(one -> request.snapshotType() == null
                        ? request.dbSnapshotIdentifier() != null
                                || !one.snapshotType().equals("awsbackup")
                        : one.snapshotType().equals(request.snapshotType()))
                .map(this::shown)
                .toList();
        if (found.isEmpty() && request.dbSnapshotIdentifier() != null) {
            throw missing(request.dbSnapshotIdentifier());
        }
        Pages.Page<DBSnapshot> page = Rds.page(found, request.maxRecords(), request.marker());
        return DescribeDbSnapshotsResponse.builder()
                .dbSnapshots(page.items())
                .marker(page.next())
                .build();
    }

    private DeleteDbSnapshotResponse delete(DeleteDbSnapshotRequest request) {
        String id = Instances.lower(Rds.required(request.dbSnapshotIdentifier(), "DBSnapshotIdentifier"));
        if (id.startsWith("awsbackup:")) {
            throw AwsFault.badRequest(
                    "InvalidDBSnapshotState", "Snapshots that AWS Backup has made are deleted by AWS Backup.");
        }
        DBSnapshot gone = Optional.ofNullable(rds.snapshots.remove(id)).orElseThrow(() -> missing(id));
        rds.tags().forget(gone.dbSnapshotArn());
        return DeleteDbSnapshotResponse.builder().dbSnapshot(gone).build();
    }

    private DBSnapshot shown(DBSnapshot one) {
        return one.toBuilder().tagList(rds.tags(one.dbSnapshotArn())).build();
    }

    private static AwsFault missing(String id) {
        return Rds.notFound("DBSnapshotNotFound", "DBSnapshot " + id + " not found.");
    }
}
