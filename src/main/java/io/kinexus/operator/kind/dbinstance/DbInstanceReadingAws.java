package io.kinexus.operator.kind.dbinstance;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.Endpoint;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** AWS's description in our words: what is pending counts as asked for already. */
final class DbInstanceReadingAws {
    private DbInstanceReadingAws() {}

    static DbInstanceLive of(DBInstance one) {
        PendingModifiedValues pending = one.pendingModifiedValues() == null
                ? PendingModifiedValues.builder().build()
                : one.pendingModifiedValues();
        Optional<DBParameterGroupStatus> parameters =
                one.dbParameterGroups().stream().findFirst();
        Optional<Endpoint> endpoint = Optional.ofNullable(one.endpoint());
        return new DbInstanceLive(
                one.dbInstanceIdentifier(),
                one.dbInstanceArn(),
                one.dbiResourceId(),
                one.dbInstanceStatus(),
                new EngineVersion(one.engine(), first(pending.engineVersion(), one.engineVersion())),
                first(pending.dbInstanceClass(), one.dbInstanceClass()),
                one.allocatedStorage(),
                first(pending.allocatedStorage(), one.allocatedStorage()),
                Optional.ofNullable(one.maxAllocatedStorage()),
                first(pending.storageType(), one.storageType()),
                Optional.ofNullable(pending.iops()).or(() -> Optional.ofNullable(one.iops())),
                first(pending.multiAZ(), Boolean.TRUE.equals(one.multiAZ())),
                Boolean.TRUE.equals(one.storageEncrypted()),
                first(pending.backupRetentionPeriod(), one.backupRetentionPeriod()),
                one.preferredBackupWindow(),
                one.preferredMaintenanceWindow(),
                one.dbSubnetGroup() == null ? "" : one.dbSubnetGroup().dbSubnetGroupName(),
                groups(one),
                Boolean.TRUE.equals(one.deletionProtection()),
                Boolean.TRUE.equals(one.copyTagsToSnapshot()),
                Boolean.TRUE.equals(one.publiclyAccessible()),
                one.masterUsername(),
                Optional.ofNullable(one.dbName()),
                endpoint.map(Endpoint::address),
                Optional.ofNullable(pending.port()).or(() -> endpoint.map(Endpoint::port)),
                parameters.map(DBParameterGroupStatus::dbParameterGroupName).orElse(""),
                parameters.map(DBParameterGroupStatus::parameterApplyStatus).orElse(""),
                one.enabledCloudwatchLogsExports(),
                !pending.equals(PendingModifiedValues.builder().build()),
                one.tagList().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
    }

    private static List<String> groups(DBInstance one) {
        return one.vpcSecurityGroups().stream()
                .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
                .toList();
    }

    private static <T> T first(@org.jspecify.annotations.Nullable T pending, T now) {
        return pending == null ? now : pending;
    }
}
