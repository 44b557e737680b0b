package io.kinexus.operator.sandbox.elbv2;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeSslPoliciesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeSslPoliciesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SslPolicy;

/**
 * The security policies that AWS offers, by name; their ciphers are left out.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html">Policies</a>
 */
final class Policies {
    static final List<String> NAMES = List.of(
            "ELBSecurityPolicy-TLS13-1-3-2021-06",
            "ELBSecurityPolicy-TLS13-1-2-2021-06",
            "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
            "ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06",
            "ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06",
            "ELBSecurityPolicy-TLS13-1-1-2021-06",
            "ELBSecurityPolicy-TLS13-1-0-2021-06",
            "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
            "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04",
            "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
            "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
            "ELBSecurityPolicy-TLS13-1-2-PQ-2025-09",
            "ELBSecurityPolicy-FS-1-2-Res-2020-10",
            "ELBSecurityPolicy-FS-1-2-Res-2019-08",
            "ELBSecurityPolicy-FS-1-2-2019-08",
            "ELBSecurityPolicy-FS-1-1-2019-08",
            "ELBSecurityPolicy-FS-2018-06",
            "ELBSecurityPolicy-TLS-1-2-Ext-2018-06",
            "ELBSecurityPolicy-TLS-1-2-2017-01",
            "ELBSecurityPolicy-TLS-1-1-2017-01",
            "ELBSecurityPolicy-2016-08",
            "ELBSecurityPolicy-2015-05");

    private Policies() {}

    static void install(Handlers handlers) {
        handlers.on(DescribeSslPoliciesRequest.class, Policies::describe);
    }

    private static DescribeSslPoliciesResponse describe(DescribeSslPoliciesRequest request) {
        List<String> names = request.names().isEmpty() ? NAMES : request.names();
        names.stream().filter(name -> !NAMES.contains(name)).findFirst().ifPresent(name -> {
            throw AwsFault.badRequest("SSLPolicyNotFound", "SSL policy '" + name + "' not found");
        });
        return DescribeSslPoliciesResponse.builder()
                .sslPolicies(names.stream()
                        .map(name -> SslPolicy.builder().name(name).build())
                        .toList())
                .build();
    }
}
