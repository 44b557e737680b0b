package io.kinexus.operator.kind.certificate;

import io.kinexus.operator.core.resource.Live;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One certificate as read.
 *
 * @param alternativeNames without the domain itself
 * @param status AWS's word, such as {@code PENDING_VALIDATION}
 * @param reason why it failed, as AWS says it; empty otherwise
 * @param records what proves each name, as far as AWS has told yet
 * @param renewal AWS's word for the renewal that is under way, such as {@code PENDING_VALIDATION}; empty when none is
 * @param superseded ARNs of ours under the same id that nothing uses any more
 */
record CertificateLive(
        String arn,
        String domain,
        List<String> alternativeNames,
        String status,
        String reason,
        List<Proof> records,
        Optional<Instant> notAfter,
        Optional<String> renewal,
        boolean inUse,
        List<String> superseded)
        implements Live {

    /** One CNAME that proves one name. */
    record Proof(String domain, String name, String value) {}

    boolean issued() {
        return status.equals("ISSUED");
    }

    boolean pending() {
        return status.equals("PENDING_VALIDATION");
    }

    /** It never became one, and never will. */
    boolean stillborn() {
        return status.equals("FAILED") || status.equals("VALIDATION_TIMED_OUT");
    }

    CertificateLive superseded(List<String> others) {
        return new CertificateLive(
                arn, domain, alternativeNames, status, reason, records, notAfter, renewal, inUse, others);
    }
}
