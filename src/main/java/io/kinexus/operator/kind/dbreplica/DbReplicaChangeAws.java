package io.kinexus.operator.kind.dbreplica;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.CloudwatchLogsExportConfiguration;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;

/**
 * One ModifyDBInstance. A new class waits for the replica's maintenance window, where AWS makes the change by itself: no
 * snapshot goes before it, since a replica holds nothing that its source has not.
 */
final class DbReplicaChangeAws {
    private static final String CLASS = "dBInstanceClass";
    private static final String LOGS = "enableCloudwatchLogsExports";
    private static final Duration SOON = Duration.ofMinutes(1);

    private static final Map<String, BiConsumer<ModifyDbInstanceRequest.Builder, DbReplicaSpec>> WRITES = Map.ofEntries(
            Map.entry(CLASS, (r, spec) -> r.dbInstanceClass(spec.instanceClass())),
            Map.entry("allocatedStorage", (r, spec) -> r.allocatedStorage(spec.allocatedGib())),
            Map.entry(
                    "maxAllocatedStorage",
                    (r, spec) -> r.maxAllocatedStorage(spec.maxAllocatedGib().orElse(null))),
            Map.entry("storageType", (r, spec) -> r.storageType(spec.storageType())
                    .iops(spec.iops().orElse(null))),
            Map.entry("iops", (r, spec) -> r.iops(spec.iops().orElse(null))),
            Map.entry(
                    "preferredMaintenanceWindow",
                    (r, spec) -> r.preferredMaintenanceWindow(
                            spec.maintenanceWindow().orElse(null))),
            Map.entry("vpcSecurityGroupIds", (r, spec) -> r.vpcSecurityGroupIds(spec.securityGroups())),
            Map.entry(
                    "dBParameterGroupName",
                    (r, spec) -> r.dbParameterGroupName(spec.parameterGroup().orElse(null))),
            Map.entry("deletionProtection", (r, spec) -> r.deletionProtection(spec.deletionProtection())),
            Map.entry("copyTagsToSnapshot", (r, spec) -> r.copyTagsToSnapshot(true)),
            Map.entry("publiclyAccessible", (r, spec) -> r.publiclyAccessible(false)),
            Map.entry("port", (r, spec) -> r.dbPortNumber(spec.port().orElse(null))));

    private DbReplicaChangeAws() {}

    static Outcome make(
            Scope scope,
            Declared<DbReplicaSpec> wanted,
            DbReplicaLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        ModifyDbInstanceRequest.Builder request = ModifyDbInstanceRequest.builder()
                .dbInstanceIdentifier(live.name())
                .applyImmediately(!live.pending()
                        && changes.stream().noneMatch(change -> change.path().equals(CLASS)));
        for (FieldChange change : changes) {
            if (change.path().equals(LOGS)) {
                request.cloudwatchLogsExportConfiguration(exports(wanted.spec().logExports(), live.logExports()));
            } else if (WRITES.containsKey(change.path())) {
                WRITES.get(change.path()).accept(request, wanted.spec());
            }
        }
        return AwsFailures.attempt(() -> ask(scope, request.build()));
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
