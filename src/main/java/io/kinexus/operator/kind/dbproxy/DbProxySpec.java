package io.kinexus.operator.kind.dbproxy;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;

/**
 * One proxy before one instance. It listens at the engine's own port.
 *
 * @param name at most 63 letters, digits and single hyphens
 * @param engineFamily {@code POSTGRESQL} or {@code MYSQL}
 * @param secretArn of the secret with {@code username} and {@code password}; its value is never read here
 * @param roleArn of the role by which RDS reads that secret
 * @param subnetIds in at least two zones
 * @param instance the instance's name
 */
public record DbProxySpec(
        String name,
        String engineFamily,
        String secretArn,
        String roleArn,
        List<String> subnetIds,
        List<String> securityGroups,
        boolean requireTls,
        String instance)
        implements Spec {
    public DbProxySpec {
        subnetIds = List.copyOf(subnetIds);
        securityGroups = List.copyOf(securityGroups);
    }
}
