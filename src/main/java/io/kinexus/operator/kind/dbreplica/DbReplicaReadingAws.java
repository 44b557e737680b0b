package io.kinexus.operator.kind.dbreplica;

import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Endpoint;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** AWS's description in our words: what is pending counts as asked for already. */
final class DbReplicaReadingAws {
    private static final PendingModifiedValues NOTHING =
            PendingModifiedValues.builder().build();

    private DbReplicaReadingAws() {}

    static DbReplicaLive of(DBInstance one) {
        PendingModifiedValues pending = one.pendingModifiedValues() == null ? NOTHING : one.pendingModifiedValues();
        Optional<Endpoint> endpoint = Optional.ofNullable(one.endpoint());
        return new DbReplicaLive(
                one.dbInstanceIdentifier(),
                one.dbInstanceArn(),
                one.dbInstanceStatus(),
                Optional.ofNullable(one.readReplicaSourceDBInstanceIdentifier()),
                first(pending.dbInstanceClass(), one.dbInstanceClass()),
                first(pending.allocatedStorage(), one.allocatedStorage()),
                Optional.ofNullable(one.maxAllocatedStorage()),
                first(pending.storageType(), one.storageType()),
                Optional.ofNullable(pending.iops()).or(() -> Optional.ofNullable(one.iops())),
                first(one.preferredMaintenanceWindow(), ""),
                one.vpcSecurityGroups().stream()
                        .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
                        .toList(),
                one.dbParameterGroups().stream()
                        .map(group -> group.dbParameterGroupName())
                        .findFirst()
                        .orElse(""),
                one.enabledCloudwatchLogsExports(),
                Boolean.TRUE.equals(one.deletionProtection()),
                Boolean.TRUE.equals(one.copyTagsToSnapshot()),
                Boolean.TRUE.equals(one.publiclyAccessible()),
                endpoint.map(Endpoint::address),
                Optional.ofNullable(pending.port()).or(() -> endpoint.map(Endpoint::port)),
                one.statusInfos().stream()
                        .filter(info -> Boolean.FALSE.equals(info.normal()))
                        .map(info -> info.status() + (info.message() == null ? "" : ": " + info.message()))
                        .findFirst(),
                !pending.equals(NOTHING),
                one.tagList().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
    }

    private static <T> T first(@Nullable T one, T other) {
        return one == null ? other : one;
    }
}
