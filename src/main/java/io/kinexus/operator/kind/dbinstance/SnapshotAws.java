package io.kinexus.operator.kind.dbinstance;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBSnapshot;

/**
 * The snapshot that comes before whatever interrupts an instance: one for each opening of its window, named by that day, and
 * looked at until AWS says that it is whole. It is kept; who no longer needs it deletes it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSnapshot.html">CreateDBSnapshot</a>
 */
final class SnapshotAws {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int WHOLE = 100;

    private SnapshotAws() {}

    /** What to wait for; empty when there is a snapshot of this instance that is whole. */
    static Optional<Outcome> before(Scope scope, DbInstanceLive live, Instant opening) {
        String name = live.name() + "-before-" + DAY.format(opening);
        Optional<DBSnapshot> found = find(scope, name);
        if (found.isEmpty()) {
            return Optional.of(make(scope, live, name));
        }
        DBSnapshot snapshot = found.orElseThrow();
        if ("failed".equals(snapshot.status())) {
            return Optional.of(Outcome.needsYou(
                    "SnapshotFailed",
                    "snapshot " + name + " failed, and nothing is changed without one: delete it, and"
                            + " another is made"));
        }
        boolean other = snapshot.dbiResourceId() != null
                && !live.resourceId().isEmpty()
                && !snapshot.dbiResourceId().equals(live.resourceId());
        if (other) {
            return Optional.of(Outcome.needsYou(
                    "SnapshotOfAnother",
                    "snapshot " + name + " is of an instance that had this name before: delete it"));
        }
        boolean whole = "available".equals(snapshot.status())
                && (snapshot.percentProgress() == null || snapshot.percentProgress() == WHOLE);
        return whole
                ? Optional.empty()
                : Optional.of(Outcome.waiting(
                        "snapshot " + name + " is " + snapshot.status() + " (" + snapshot.percentProgress()
                                + " %); the change comes after it",
                        SOON));
    }

    private static Optional<DBSnapshot> find(Scope scope, String name) {
        try {
            return scope
                    .client(RdsClient.class)
                    .describeDBSnapshots(r -> r.dbSnapshotIdentifier(name))
                    .dbSnapshots()
                    .stream()
                    .findFirst();
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "DBSnapshotNotFound", "DBSnapshotNotFoundFault")) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static Outcome make(Scope scope, DbInstanceLive live, String name) {
        try {
            scope.client(RdsClient.class)
                    .createDBSnapshot(r -> r.dbInstanceIdentifier(live.name()).dbSnapshotIdentifier(name));
        } catch (SdkException failure) {
            // A retry whose first reply was lost: the next look says how far it is.
            if (!AwsFailures.is(failure, "DBSnapshotAlreadyExists")) {
                throw failure;
            }
        }
        return Outcome.waiting("snapshot " + name + " is being made; the change comes after it", SOON);
    }
}
