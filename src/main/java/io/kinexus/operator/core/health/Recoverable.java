package io.kinexus.operator.core.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How one resource's data could be brought back, held against what is demanded of it.
 *
 * @param resource as references name it: {@code database/kinexus}
 * @param restorableTo the newest moment that a restore could reach; empty while nothing has been kept
 * @param since when it began to be backed up
 * @param rpo the oldest that restored data may be
 * @param rto the longest that a restore may take
 * @param restored when the last measured restore began
 * @param took how long it took
 * @param seenAt when all of this was looked at
 */
public record Recoverable(
        String resource,
        Optional<Instant> restorableTo,
        Instant since,
        Optional<Duration> rpo,
        Optional<Duration> rto,
        Optional<Instant> restored,
        Optional<Duration> took,
        Instant seenAt) {

    /** How much would be lost if it had to be restored when it was looked at; empty while nothing has been kept. */
    public Optional<Duration> age() {
        return restorableTo.map(newest -> newest.isAfter(seenAt) ? Duration.ZERO : Duration.between(newest, seenAt));
    }

    /** More would be lost than is allowed. What has not been backed up for as long as that is given the time. */
    public boolean tooOld() {
        return rpo.filter(most -> age().map(age -> age.compareTo(most) > 0)
                        .orElseGet(() -> Duration.between(since, seenAt).compareTo(most) > 0))
                .isPresent();
    }

    /** The last restore took longer than is allowed. */
    public boolean tooSlow() {
        return rto.flatMap(most -> took.filter(time -> time.compareTo(most) > 0))
                .isPresent();
    }

    /** Data that is too old is a fault of now; a restore that once took too long is said. */
    public Verdict verdict() {
        if (tooOld()) {
            return Verdict.unhealthy(age().map(age ->
                            resource + " could only be restored as it was " + text(age) + " ago, and the objective is "
                                    + rpo.map(Recoverable::text).orElse(""))
                    .orElseGet(() -> resource + " has nothing to be restored from after "
                            + text(Duration.between(since, seenAt))));
        }
        return tooSlow()
                ? new Verdict(
                        Verdict.Level.HEALTHY,
                        List.of("the last restore of " + resource + " took "
                                + took.map(Recoverable::text).orElse("") + ", and the objective is "
                                + rto.map(Recoverable::text).orElse("")))
                : Verdict.healthy();
    }

    public static Verdict worst(Collection<Recoverable> all) {
        return Verdict.worst(all.stream().map(Recoverable::verdict).toList());
    }

    /** {@code 1h12m}, {@code 40m}, {@code 3d2h}: the two largest units. */
    public static String text(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + "d" + time.toHoursPart() + "h";
        }
        return time.toHours() > 0 ? time.toHours() + "h" + time.toMinutesPart() + "m" : time.toMinutes() + "m";
    }
}
