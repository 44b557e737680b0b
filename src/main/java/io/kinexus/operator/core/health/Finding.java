package io.kinexus.operator.core.health;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one kind of signal says.
 *
 * @param decisive it cannot get better by waiting
 * @param waits what takes longer through no fault of the version
 */
public record Finding(Verdict verdict, boolean decisive, Optional<String> waits) {
    /** Nothing against it. */
    public static Finding fine() {
        return of(Verdict.healthy());
    }

    public static Finding of(Verdict verdict) {
        return new Finding(verdict, false, Optional.empty());
    }

    /** Nothing against it, but it takes longer. */
    public static Finding waits(String on) {
        return new Finding(Verdict.healthy(), false, Optional.of(on));
    }

    /** The worst wins; what waits is all said. */
    public static Finding worst(Collection<Finding> findings) {
        String waits = findings.stream()
                .flatMap(finding -> finding.waits().stream())
                .distinct()
                .collect(Collectors.joining("; "));
        return new Finding(
                Verdict.worst(findings.stream().map(Finding::verdict).toList()),
                findings.stream().anyMatch(Finding::decisive),
                waits.isEmpty() ? Optional.empty() : Optional.of(waits));
    }
}
