package io.kinexus.operator.engine;

import io.kinexus.operator.core.run.Run;
import java.time.Duration;

/**
 * What a turn gave.
 *
 * @param next when the next turn is due, on the loop's clock, before jitter
 * @param faults how many turns in a row met a passing failure: the next one backs off on real time
 */
public record Turned(Run run, Snapshot snapshot, Duration next, int faults) {}
