package io.kinexus.operator.sandbox.scheduler;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;

/** One schedule as it was last written, and what came of it. */
final class Planned {
    /** What GetSchedule answers. */
    GetScheduleResponse written;
    /** Grows with every write: a time that was waited for under an older one is forgotten. */
    int version;

    int invocations;
    int failedInvocations;
    Optional<Instant> next = Optional.empty();
    Optional<String> lastFailure = Optional.empty();

    Planned(GetScheduleResponse written) {
        this.written = written;
    }
}
