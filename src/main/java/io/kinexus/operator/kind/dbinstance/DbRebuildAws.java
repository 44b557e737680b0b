package io.kinexus.operator.kind.dbinstance;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DescribeDbSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * An instance that is missing, made from the newest copy of it. Its master user then has the password of that time: a tag says
 * so until it has been given the one that the secret holds now.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBInstanceFromDBSnapshot.html">RestoreDBInstanceFromDBSnapshot</a>
 */
final class DbRebuildAws {
    /** On an instance whose master user still has the password of the snapshot. */
    static final String PASSWORD = "kinexus:password-of";

    private static final int PAGE = 100;

    private DbRebuildAws() {}

    static Outcome create(Scope scope, DbInstanceSpec spec, List<Tag> tags) {
        Optional<DBSnapshot> newest = Stream.of("awsbackup", "automated", "manual")
                .flatMap(type -> snapshots(scope, spec.name(), type))
                .filter(one -> "available".equals(one.status()))
                .max(Comparator.comparing(DBSnapshot::snapshotCreateTime));
        if (newest.isEmpty()) {
            return Outcome.terminal(
                    "NothingToRestoreFrom",
                    "no snapshot and no recovery point of database " + spec.name()
                            + " is left: leave --restore-data out to make it empty");
        }
        DBSnapshot from = newest.orElseThrow();
        List<Tag> marked = new ArrayList<>(tags);
        marked.add(
                Tag.builder().key(PASSWORD).value(from.dbSnapshotIdentifier()).build());
        try {
            scope.client(RdsClient.class).restoreDBInstanceFromDBSnapshot(request(spec, from, marked));
        } catch (SdkException failure) {
            // A retry whose first reply was lost: the name is the identity, and the next look says whose it is.
            if (!AwsFailures.is(failure, "DBInstanceAlreadyExists")) {
                throw failure;
            }
        }
        return Outcome.done();
    }

    private static Stream<DBSnapshot> snapshots(Scope scope, String name, String type) {
        return scope
                .client(RdsClient.class)
                .describeDBSnapshotsPaginator(DescribeDbSnapshotsRequest.builder()
                        .dbInstanceIdentifier(name)
                        .snapshotType(type)
                        .maxRecords(PAGE)
                        .build())
                .stream()
                .flatMap(page -> page.dbSnapshots().stream());
    }

    /** What the request cannot say is closed as drift once it is there. */
    private static RestoreDbInstanceFromDbSnapshotRequest request(
            DbInstanceSpec spec, DBSnapshot from, List<Tag> tags) {
        return RestoreDbInstanceFromDbSnapshotRequest.builder()
                .dbInstanceIdentifier(spec.name())
                .dbSnapshotIdentifier(from.dbSnapshotIdentifier())
                .dbInstanceClass(spec.instanceClass())
                .multiAZ(spec.multiAz())
                .dbSubnetGroupName(spec.subnetGroup())
                .vpcSecurityGroupIds(spec.securityGroups())
                .dbParameterGroupName(spec.parameterGroup().orElse(null))
                .port(spec.port().orElse(null))
                .deletionProtection(spec.deletionProtection())
                .copyTagsToSnapshot(true)
                .publiclyAccessible(false)
                .tags(tags)
                .build();
    }

    /** The password that the secret holds becomes that of the master user, and the mark goes. */
    static Outcome password(Scope scope, DbInstanceSpec spec, DbInstanceLive live) {
        return AwsFailures.attempt(() -> {
            Optional<LoginAws> login = LoginAws.read(scope, spec.credentials());
            if (login.isEmpty()) {
                return Outcome.terminal(
                        "SecretWithoutUserName",
                        "the value of secret " + spec.credentials()
                                + " is not a JSON object with username and password");
            }
            RdsClient rds = scope.client(RdsClient.class);
            return DbInstanceChangeAws.busy(() -> {
                rds.modifyDBInstance(r -> r.dbInstanceIdentifier(live.name())
                        .masterUserPassword(login.orElseThrow().password()));
                rds.removeTagsFromResource(r -> r.resourceName(live.arn()).tagKeys(PASSWORD));
            });
        });
    }
}
