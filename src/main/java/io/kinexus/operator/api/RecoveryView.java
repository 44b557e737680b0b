package io.kinexus.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kinexus.operator.core.health.Recoverable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How the data of one backed up resource could be brought back, held against its objectives.
 *
 * @param resource as the files name it: {@code database/kinexus}
 * @param restorableTo the newest moment that a restore could reach; null while nothing has been kept
 * @param rpo what would be lost, when it was looked at, and what may be
 * @param rto how long the last measured restore took, and how long it may
 * @param lastRestore when that one began; null when none was measured
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RecoveryView(
        String resource, Optional<Instant> restorableTo, Objective rpo, Objective rto, Optional<Instant> lastRestore) {

    /**
     * @param seconds as measured; null when nothing was
     * @param objectiveSeconds as declared; null when nothing is
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Objective(Optional<Long> seconds, Optional<Long> objectiveSeconds, boolean exceeded) {
        /** {@code 12m of 1h0m}. */
        String text() {
            String is = seconds.map(Duration::ofSeconds).map(Recoverable::text).orElse("not known");
            return is
                    + objectiveSeconds
                            .map(Duration::ofSeconds)
                            .map(most -> " of " + Recoverable.text(most))
                            .orElse("")
                    + (exceeded ? ", exceeded" : "");
        }
    }

    static RecoveryView of(Recoverable one) {
        return new RecoveryView(
                one.resource(),
                one.restorableTo(),
                new Objective(one.age().map(Duration::toSeconds), one.rpo().map(Duration::toSeconds), one.tooOld()),
                new Objective(one.took().map(Duration::toSeconds), one.rto().map(Duration::toSeconds), one.tooSlow()),
                one.restored());
    }

    /** One line for people. */
    public String line() {
        return resource + ": RPO " + rpo.text() + ", RTO " + rto.text();
    }
}
