package io.kinexus.operator.rollout.verify;

/** Whether a statement applies, as far as it can be told from here. */
enum Maybe {
    NO,
    PERHAPS,
    YES;

    static Maybe of(boolean known) {
        return known ? YES : NO;
    }

    Maybe and(Maybe other) {
        return compareTo(other) < 0 ? this : other;
    }

    Maybe or(Maybe other) {
        return compareTo(other) > 0 ? this : other;
    }

    Maybe not() {
        return this == PERHAPS ? PERHAPS : of(this == NO);
    }
}
