package io.kinexus.operator.core.resource;

import java.util.Optional;
import java.util.function.Function;

/** The result of looking. A failed look is never reported as absence. */
public sealed interface Observation<L extends Live> {

    /** Each case answers for itself, so that a new case does not compile until every caller has been thought about. */
    <R> R fold(Function<Absent<L>, R> absent, Function<Present<L>, R> present, Function<Unreadable<L>, R> unreadable);

    static <L extends Live> Observation<L> absent() {
        return new Absent<>();
    }

    /** There, at rest, and carrying our tags. */
    static <L extends Live> Observation<L> present(L live) {
        return new Present<>(live, true, true);
    }

    static <L extends Live> Observation<L> unreadable(String why) {
        return new Unreadable<>(why);
    }

    /** What was read, when something was. */
    default Optional<L> seen() {
        return fold(no -> Optional.empty(), yes -> Optional.of(yes.live()), no -> Optional.empty());
    }

    /** AWS answered that there is no such resource. */
    record Absent<L extends Live>() implements Observation<L> {
        @Override
        public <R> R fold(
                Function<Absent<L>, R> absent, Function<Present<L>, R> present, Function<Unreadable<L>, R> no) {
            return absent.apply(this);
        }
    }

    /**
     * @param settled false while AWS is still creating or changing it
     * @param ours it carries this environment's ownership tags (or, where AWS has no tags, a name that only we derive)
     */
    record Present<L extends Live>(L live, boolean settled, boolean ours) implements Observation<L> {
        @Override
        public <R> R fold(
                Function<Absent<L>, R> absent, Function<Present<L>, R> present, Function<Unreadable<L>, R> no) {
            return present.apply(this);
        }
    }

    /** The look failed; nothing is known. */
    record Unreadable<L extends Live>(String why) implements Observation<L> {
        @Override
        public <R> R fold(
                Function<Absent<L>, R> absent, Function<Present<L>, R> present, Function<Unreadable<L>, R> no) {
            return no.apply(this);
        }
    }
}
