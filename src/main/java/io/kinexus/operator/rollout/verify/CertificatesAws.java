package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.core.resource.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;

/**
 * Certificates as ACM has them.
 *
 * @see <a href="https://docs.aws.amazon.com/acm/latest/APIReference/API_DescribeCertificate.html">DescribeCertificate</a>
 */
final class CertificatesAws {
    private CertificatesAws() {}

    /** @param until when it ends; empty until it is issued */
    record Found(String domain, List<String> names, String status, Optional<Instant> until) {}

    private record Key(String arn) {}

    static Found read(Scope scope, String arn) {
        return scope.once(
                new Key(arn),
                Found.class,
                () -> found(scope.client(AcmClient.class)
                        .describeCertificate(r -> r.certificateArn(arn))
                        .certificate()));
    }

    private static Found found(CertificateDetail detail) {
        return new Found(
                detail.domainName(),
                detail.subjectAlternativeNames(),
                detail.statusAsString(),
                Optional.ofNullable(detail.notAfter()));
    }
}
