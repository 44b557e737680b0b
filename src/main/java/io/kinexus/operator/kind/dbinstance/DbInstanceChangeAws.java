package io.kinexus.operator.kind.dbinstance;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.environment.WeeklyWindow;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.CloudwatchLogsExportConfiguration;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;

/**
 * One ModifyDBInstance, or a reboot. What does not interrupt the instance is done at once; the rest in its maintenance window
 * alone, after a snapshot that AWS says is whole. Since asking for one thing immediately makes AWS do everything that is
 * pending, nothing is asked for immediately while something waits that a person asked for.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ModifyInstance.ApplyImmediately.html">schedule</a>
 */
final class DbInstanceChangeAws {
    private static final Map<String, BiConsumer<ModifyDbInstanceRequest.Builder, DbInstanceSpec>> WRITES =
            Map.ofEntries(
                    Map.entry("dBInstanceClass", (r, spec) -> r.dbInstanceClass(spec.instanceClass())),
                    Map.entry("allocatedStorage", (r, spec) -> r.allocatedStorage(spec.allocatedGib())),
                    Map.entry(
                            "maxAllocatedStorage",
                            (r, spec) ->
                                    r.maxAllocatedStorage(spec.maxAllocatedGib().orElse(null))),
                    Map.entry("storageType", (r, spec) -> r.storageType(spec.storageType())
                            .iops(spec.iops().orElse(null))),
                    Map.entry("iops", (r, spec) -> r.iops(spec.iops().orElse(null))),
                    Map.entry("multiAZ", (r, spec) -> r.multiAZ(spec.multiAz())),
                    Map.entry(
                            "backupRetentionPeriod", (r, spec) -> r.backupRetentionPeriod(spec.backupRetentionDays())),
                    Map.entry(
                            "preferredBackupWindow",
                            (r, spec) ->
                                    r.preferredBackupWindow(spec.backupWindow().orElse(null))),
                    Map.entry(
                            "preferredMaintenanceWindow",
                            (r, spec) -> r.preferredMaintenanceWindow(
                                    spec.maintenanceWindow().orElse(null))),
                    Map.entry("vpcSecurityGroupIds", (r, spec) -> r.vpcSecurityGroupIds(spec.securityGroups())),
                    Map.entry("deletionProtection", (r, spec) -> r.deletionProtection(spec.deletionProtection())),
                    Map.entry("copyTagsToSnapshot", (r, spec) -> r.copyTagsToSnapshot(true)),
                    Map.entry("publiclyAccessible", (r, spec) -> r.publiclyAccessible(false)),
                    Map.entry(
                            "dBParameterGroupName",
                            (r, spec) ->
                                    r.dbParameterGroupName(spec.parameterGroup().orElse(null))),
                    Map.entry("port", (r, spec) -> r.dbPortNumber(spec.port().orElse(null))));

    private static final Duration SOON = Duration.ofMinutes(1);

    private DbInstanceChangeAws() {}

    static Outcome make(
            Scope scope, DbInstanceSpec spec, DbInstanceLive live, List<FieldChange> changes, Attempt attempt) {
        List<FieldChange> waiting = DbDisruptions.of(spec, live, changes);
        List<FieldChange> atOnce =
                changes.stream().filter(change -> !waiting.contains(change)).toList();
        if (changes.stream().anyMatch(change -> change.path().equals("masterUserPassword"))) {
            return DbRebuildAws.password(scope, spec, live);
        }
        return AwsFailures.attempt(() -> {
            if (!atOnce.isEmpty()) {
                return ask(
                        scope,
                        request(spec, live, atOnce)
                                .applyImmediately(!live.pending())
                                .build());
            }
            Optional<WeeklyWindow> window = DbDisruptions.window(live);
            Instant opening = window.map(when -> when.opens(attempt.at())).orElseGet(attempt::at);
            if (attempt.at().isBefore(opening)) {
                return Outcome.waiting(
                        "waits for the maintenance window " + live.maintenanceWindow() + ", from " + opening + " on",
                        SOON);
            }
            Optional<Outcome> first = SnapshotAws.before(scope, live, opening);
            return first.isPresent() ? first.orElseThrow() : interrupt(scope, spec, live, waiting);
        });
    }

    /** Whatever is changed restarts the instance; a reboot is for parameters alone. */
    private static Outcome interrupt(Scope scope, DbInstanceSpec spec, DbInstanceLive live, List<FieldChange> changes) {
        List<FieldChange> modified = changes.stream()
                .filter(change -> !change.path().equals(DbDisruptions.REBOOT))
                .toList();
        if (modified.isEmpty()) {
            return busy(() -> scope.client(RdsClient.class).rebootDBInstance(r -> r.dbInstanceIdentifier(live.name())));
        }
        ModifyDbInstanceRequest.Builder request = request(spec, live, modified).applyImmediately(true);
        if (modified.stream().noneMatch(change -> change.path().equals(DbDisruptions.VERSION))) {
            return ask(scope, request.build());
        }
        EngineVersion stated =
                new EngineVersion(spec.engine(), spec.engineVersion().orElseThrow());
        OfferedVersionsAws offered = OfferedVersionsAws.of(scope, spec.engine());
        Optional<String> version = offered.newest(stated);
        if (version.isEmpty()) {
            return Outcome.terminal(
                    "EngineVersionNotOffered", offered.refuse(stated).orElse(stated.text()));
        }
        request.engineVersion(version.orElseThrow());
        return ask(
                scope,
                DbDisruptions.major(spec, live)
                        ? request.allowMajorVersionUpgrade(true).build()
                        : request.build());
    }

    private static ModifyDbInstanceRequest.Builder request(
            DbInstanceSpec spec, DbInstanceLive live, List<FieldChange> changes) {
        ModifyDbInstanceRequest.Builder request =
                ModifyDbInstanceRequest.builder().dbInstanceIdentifier(live.name());
        for (FieldChange change : changes) {
            if (change.path().equals("enableCloudwatchLogsExports")) {
                request.cloudwatchLogsExportConfiguration(exports(spec.logExports(), live.logExports()));
            } else if (WRITES.containsKey(change.path())) {
                WRITES.get(change.path()).accept(request, spec);
            }
        }
        return request;
    }

    private static CloudwatchLogsExportConfiguration exports(List<String> wanted, List<String> live) {
        return CloudwatchLogsExportConfiguration.builder()
                .enableLogTypes(
                        wanted.stream().filter(type -> !live.contains(type)).toList())
                .disableLogTypes(
                        live.stream().filter(type -> !wanted.contains(type)).toList())
                .build();
    }

    private static Outcome ask(Scope scope, ModifyDbInstanceRequest request) {
        return busy(() -> scope.client(RdsClient.class).modifyDBInstance(request));
    }

    static Outcome busy(Runnable call) {
        try {
            call.run();
            return Outcome.done();
        } catch (SdkException failure) {
            // Busy with something else: it takes changes again once it is available.
            if (AwsFailures.is(failure, "InvalidDBInstanceState", "InvalidDBInstanceStateFault")) {
                return Outcome.waiting(AwsFailures.text(failure), SOON);
            }
            throw failure;
        }
    }
}
