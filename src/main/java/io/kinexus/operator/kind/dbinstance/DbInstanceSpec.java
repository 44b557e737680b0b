package io.kinexus.operator.kind.dbinstance;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;
import java.util.Optional;

/**
 * One instance. The password is no part of it: it is read from the secret when the instance is created, and only then.
 *
 * @param name at most 63 letters, digits and single hyphens, in lower case
 * @param engine AWS's name of it: {@code postgres}, {@code mysql}, {@code mariadb}
 * @param engineVersion as far as it matters: {@code 15}, {@code 15.12}; empty for the engine's default
 * @param allocatedGib the least; it only ever grows
 * @param maxAllocatedGib up to where AWS may grow it by itself
 * @param credentials the secret with {@code username} and {@code password}, by name or ARN
 * @param masterUsername when it is known without reading the secret
 * @param port empty for the engine's own
 * @param parameterGroup by name; empty for whatever it has
 * @param logExports the types of log that go to CloudWatch
 * @param majorUpgrade whether the engine may be raised to another major version, which cannot be undone
 */
public record DbInstanceSpec(
        String name,
        String engine,
        Optional<String> engineVersion,
        String instanceClass,
        int allocatedGib,
        Optional<Integer> maxAllocatedGib,
        String storageType,
        Optional<Integer> iops,
        boolean multiAz,
        boolean encrypted,
        int backupRetentionDays,
        Optional<String> backupWindow,
        Optional<String> maintenanceWindow,
        String subnetGroup,
        List<String> securityGroups,
        boolean deletionProtection,
        String credentials,
        Optional<String> masterUsername,
        Optional<String> databaseName,
        Optional<Integer> port,
        Optional<String> parameterGroup,
        List<String> logExports,
        boolean majorUpgrade)
        implements Spec {
    public DbInstanceSpec {
        securityGroups = List.copyOf(securityGroups);
        logExports = List.copyOf(logExports);
    }

    /** Empty for AWS's own group, which is there only once an instance has it: a new instance takes it unasked. */
    Optional<String> ownParameterGroup() {
        return parameterGroup.filter(group -> !group.startsWith("default."));
    }

    /** For an instance that is only pointed at: nothing is stated but how to find it. */
    public static DbInstanceSpec pointedAt(String name) {
        return new DbInstanceSpec(
                name,
                "",
                Optional.empty(),
                "",
                0,
                Optional.empty(),
                "",
                Optional.empty(),
                false,
                false,
                0,
                Optional.empty(),
                Optional.empty(),
                "",
                List.of(),
                false,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false);
    }
}
