package io.kinexus.operator.kind.backupselection;

import io.kinexus.operator.core.health.Recoverable;
import io.kinexus.operator.core.resource.Scope;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;

/**
 * How far what is selected could be brought back. For all resources of the account together: one listing of what AWS Backup
 * protects, and the one of databases that their own kind makes anyway; for each selection the tags of its vault.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ProtectedResource.html">LastBackupTime</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIT.html">LatestRestorableTime</a>
 */
final class RecoveryAws {
    /** The tag of a vault that says when the last restore of a resource began and how long it took. */
    static final String RESTORED = "kinexus:restored/";

    /** Whoever lists databases in a sweep shares what was listed. */
    private static final String DATABASES = "rds:DescribeDBInstances";

    private static final int PAGE = 1000;
    private static final int INSTANCES = 100;

    private RecoveryAws() {}

    private record Points(Map<String, Instant> newest) {}

    static List<Recoverable> of(Scope scope, BackupSelectionSpec spec, Instant since) {
        Map<String, Instant> points =
                scope.once(Points.class, Points.class, () -> points(scope)).newest();
        Map<String, Instant> databases =
                spec.sources().stream().anyMatch(source -> source.arn().contains(":rds:"))
                        ? databases(scope)
                        : Map.of();
        Map<String, String> tags = scope.client(BackupClient.class)
                .listTags(r -> r.resourceArn(spec.vault()))
                .tags();
        return spec.sources().stream()
                .map(source -> {
                    Optional<String[]> measured = Optional.ofNullable(tags.get(RESTORED + source.declared()))
                            .map(text -> text.split(" ", 2))
                            .filter(parts -> parts.length == 2);
                    return new Recoverable(
                            source.declared(),
                            later(points.get(source.arn()), databases.get(source.arn())),
                            since,
                            spec.rpo(),
                            spec.rto(),
                            measured.flatMap(parts -> moment(parts[0])),
                            measured.flatMap(parts -> time(parts[1])),
                            scope.now());
                })
                .toList();
    }

    private static Optional<Instant> later(@Nullable Instant one, @Nullable Instant other) {
        return Stream.of(Optional.ofNullable(one), Optional.ofNullable(other))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private static Points points(Scope scope) {
        Map<String, Instant> newest = new HashMap<>();
        scope.client(BackupClient.class).listProtectedResourcesPaginator(r -> r.maxResults(PAGE)).stream()
                .flatMap(page -> page.results().stream())
                .filter(one -> one.lastBackupTime() != null)
                .forEach(one -> newest.put(one.resourceArn(), one.lastBackupTime()));
        return new Points(newest);
    }

    private static Map<String, Instant> databases(Scope scope) {
        Map<String, Instant> latest = new HashMap<>();
        scope
                .once(
                        DATABASES, DescribeDbInstancesResponse.class, () -> DescribeDbInstancesResponse.builder()
                                .dbInstances(scope
                                        .client(RdsClient.class)
                                        .describeDBInstancesPaginator(r -> r.maxRecords(INSTANCES))
                                        .stream()
                                        .flatMap(page -> page.dbInstances().stream())
                                        .toList())
                                .build())
                .dbInstances()
                .stream()
                .filter(one -> one.latestRestorableTime() != null)
                .forEach(one -> latest.put(one.dbInstanceArn(), one.latestRestorableTime()));
        return latest;
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException byHand) {
            return Optional.empty();
        }
    }

    static Optional<Duration> time(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException byHand) {
            return Optional.empty();
        }
    }
}
