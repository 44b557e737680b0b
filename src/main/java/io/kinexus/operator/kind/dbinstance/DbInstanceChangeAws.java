package io.kinexus.operator.kind.dbinstance;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.CloudwatchLogsExportConfiguration;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;

/**
 * One ModifyDBInstance. What makes the instance unavailable (its class, its version) waits for the maintenance window; the
 * rest is done at once. Since asking for one thing immediately makes AWS do everything that is pending, nothing is asked
 * for immediately while something waits. A new port restarts the instance whatever is asked for.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ModifyInstance.ApplyImmediately.html">schedule</a>
 */
final class DbInstanceChangeAws {
    private static final Set<String> WAITS_FOR_WINDOW = Set.of("dBInstanceClass", "engineVersion");

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

    static Outcome make(Scope scope, DbInstanceSpec spec, DbInstanceLive live, List<FieldChange> changes) {
        return AwsFailures.attempt(() -> {
            ModifyDbInstanceRequest.Builder request =
                    ModifyDbInstanceRequest.builder().dbInstanceIdentifier(live.name());
            boolean waits = live.pending();
            for (FieldChange change : changes) {
                if (change.path().equals("engineVersion")) {
                    request.engineVersion(spec.engineVersion().orElseThrow());
                } else if (change.path().equals("enableCloudwatchLogsExports")) {
                    request.cloudwatchLogsExportConfiguration(exports(spec.logExports(), live.logExports()));
                } else if (WRITES.containsKey(change.path())) {
                    WRITES.get(change.path()).accept(request, spec);
                }
                waits |= WAITS_FOR_WINDOW.contains(change.path());
            }
            boolean immediately = !waits;
            return ask(scope, request.applyImmediately(immediately).build());
        });
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
        try {
            scope.client(RdsClient.class).modifyDBInstance(request);
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
