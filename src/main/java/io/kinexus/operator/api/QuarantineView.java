package io.kinexus.operator.api;

import io.kinexus.operator.core.rollout.Quarantine;
import java.time.Instant;

/**
 * A revision that is not tried again until it is released, or another one is declared.
 *
 * @param service its name
 * @param rollout the id of the rollout that took it back
 * @param because the evidence
 */
public record QuarantineView(
        String service, String revision, String rollout, String commit, String because, Instant at) {
    public static QuarantineView of(Quarantine one) {
        return new QuarantineView(
                one.service().name(), one.revision(), one.rollout(), one.commit(), one.because(), one.at());
    }
}
