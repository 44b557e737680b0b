package io.kinexus.operator.api;

import java.util.Optional;
import java.util.function.Function;

/** Takes word that the source of desired state may have changed. Nothing of what is in it is used but whether it is genuine. */
public interface Webhook {
    /** What comes of it. */
    enum Answer {
        /** The source is looked at within a second. */
        TAKEN,
        /** It is not signed, wrongly signed, too old, or has been here before. */
        REFUSED,
        /** No secret is configured, so there is no webhook. */
        ABSENT
    }

    /** @param header a header's value by its name, in any case */
    Answer take(Function<String, Optional<String>> header, byte[] body);
}
