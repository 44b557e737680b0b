package io.kinexus.operator.core.gate;

import java.time.Instant;

/**
 * What came of the attempts to close one difference that is still there.
 *
 * @param fingerprint of the difference
 * @param times how often in a row
 * @param said what AWS said to the last one; empty when it took it and nothing came of it
 * @param outside what helps is done outside the files: worth trying again from time to time
 * @param at when the last one was
 */
public record Tried(String fingerprint, int times, String said, boolean outside, Instant at) {

    /** The same once more, or another: then counting starts again. */
    public Tried then(Tried next) {
        boolean same = fingerprint.equals(next.fingerprint) && outside == next.outside;
        return new Tried(next.fingerprint, same ? times + 1 : 1, next.said, next.outside, next.at);
    }
}
