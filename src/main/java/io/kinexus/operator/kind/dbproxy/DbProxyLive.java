package io.kinexus.operator.kind.dbproxy;

import io.kinexus.operator.core.resource.Live;
import java.util.List;
import java.util.Optional;

/**
 * One proxy as read.
 *
 * @param host empty until AWS has one
 * @param instances what it is registered with
 * @param trouble why it cannot reach them, in AWS's words
 */
record DbProxyLive(
        String name,
        String arn,
        String status,
        String engineFamily,
        List<String> secretArns,
        String roleArn,
        List<String> subnetIds,
        List<String> securityGroups,
        boolean requireTls,
        Optional<String> host,
        List<String> instances,
        Optional<String> trouble)
        implements Live {
    DbProxyLive {
        secretArns = List.copyOf(secretArns);
        subnetIds = List.copyOf(subnetIds);
        securityGroups = List.copyOf(securityGroups);
        instances = List.copyOf(instances);
    }
}
