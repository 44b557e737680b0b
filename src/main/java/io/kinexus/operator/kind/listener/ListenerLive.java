package io.kinexus.operator.kind.listener;

import io.kinexus.operator.core.resource.Live;
import java.util.List;
import java.util.Optional;

/**
 * One listener as read.
 *
 * @param certificateArns the default certificate first, then the others in no order
 * @param mutualAuthentication {@code off}, {@code passthrough} or {@code verify}
 * @param action as {@link ListenerSpec.DefaultAction#text} writes it
 */
record ListenerLive(
        String arn,
        String loadBalancerArn,
        int port,
        String protocol,
        Optional<String> sslPolicy,
        List<String> certificateArns,
        String mutualAuthentication,
        String action)
        implements Live {

    Optional<String> defaultCertificate() {
        return certificateArns.stream().findFirst();
    }

    List<String> additionalCertificates() {
        return certificateArns.stream().skip(1).toList();
    }
}
