package io.kinexus.operator.kind.dashboard;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.DashboardEntry;
import software.amazon.awssdk.services.cloudwatch.model.DashboardValidationMessage;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardResponse;

/**
 * The calls. Names are listed once; the bodies are read one by one, those of other people once for each version of theirs.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetDashboard.html">GetDashboard</a>
 */
final class DashboardAws {
    private DashboardAws() {}

    private record Listing(List<DashboardEntry> all) {}

    /** One version of a dashboard, as far as the listing tells versions apart. */
    private record Version(String name, Instant changed, long size) {}

    private record Mark(Optional<ResourceId> id) {}

    static Map<ResourceId, Observation<DashboardLive>> observe(
            Scope scope, Collection<Declared<DashboardSpec>> wanted) {
        return Sweep.oneByOne(scope, wanted, one -> {
            String name = one.spec().name();
            boolean listed =
                    list(scope).stream().anyMatch(entry -> entry.dashboardName().equals(name));
            return listed
                    ? read(scope, name)
                            .<Observation<DashboardLive>>map(live -> new Observation.Present<>(
                                    live,
                                    true,
                                    Dashboards.id(live.body())
                                            .filter(one.id()::equals)
                                            .isPresent()))
                            .orElseGet(Observation::absent)
                    : Observation.absent();
        });
    }

    static Map<ResourceId, Observation<DashboardLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<DashboardLive>> surplus = new LinkedHashMap<>();
        for (DashboardEntry entry : list(scope)) {
            boolean known = declared.stream().anyMatch(id -> id.name().equals(entry.dashboardName()));
            Optional<ResourceId> ours = known ? Optional.empty() : mark(scope, entry);
            ours.filter(id -> id.environment().equals(scope.environment()) && !declared.contains(id))
                    .ifPresent(id -> read(scope, entry.dashboardName())
                            .ifPresent(live -> surplus.put(id, Observation.present(live))));
        }
        return surplus;
    }

    private static Optional<ResourceId> mark(Scope scope, DashboardEntry entry) {
        Version version = new Version(entry.dashboardName(), entry.lastModified(), entry.size());
        return scope.keep(
                        version,
                        Mark.class,
                        () -> new Mark(read(scope, entry.dashboardName()).flatMap(live -> Dashboards.id(live.body()))))
                .id();
    }

    /** AWS overwrites a dashboard whole, under the same name. */
    static Outcome create(Scope scope, Declared<DashboardSpec> wanted, Attempt attempt) {
        return put(scope, wanted.spec());
    }

    static Outcome update(
            Scope scope,
            Declared<DashboardSpec> wanted,
            DashboardLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return put(scope, wanted.spec());
    }

    /** What AWS only warns of is said, and does not fail. */
    private static Outcome put(Scope scope, DashboardSpec spec) {
        return AwsFailures.attempt(() -> {
            String warnings = scope
                    .client(CloudWatchClient.class)
                    .putDashboard(r -> r.dashboardName(spec.name()).dashboardBody(spec.body()))
                    .dashboardValidationMessages()
                    .stream()
                    .map(DashboardAws::text)
                    .collect(Collectors.joining("; "));
            return warnings.isEmpty() ? Outcome.done() : new Outcome.Done("AWS warns: " + warnings);
        });
    }

    private static String text(DashboardValidationMessage warning) {
        return warning.dataPath() + ": " + warning.message();
    }

    static Outcome delete(Scope scope, ResourceId id, DashboardLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(CloudWatchClient.class).deleteDashboards(r -> r.dashboardNames(live.name()));
            } catch (SdkException failure) {
                if (!missing(failure)) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static List<DashboardEntry> list(Scope scope) {
        return scope.once(
                        Listing.class,
                        Listing.class,
                        () -> new Listing(
                                scope
                                        .client(CloudWatchClient.class)
                                        .listDashboardsPaginator()
                                        .dashboardEntries()
                                        .stream()
                                        .toList()))
                .all();
    }

    private static Optional<DashboardLive> read(Scope scope, String name) {
        try {
            GetDashboardResponse found = scope.client(CloudWatchClient.class).getDashboard(r -> r.dashboardName(name));
            return Optional.of(new DashboardLive(found.dashboardArn(), name, found.dashboardBody()));
        } catch (SdkException failure) {
            if (missing(failure)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static boolean missing(SdkException failure) {
        return AwsFailures.is(failure, "ResourceNotFound", "ResourceNotFoundException", "DashboardNotFoundError");
    }
}
