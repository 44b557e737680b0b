package io.kinexus.operator.core.diff;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The gap between what is wanted and what is there. */
public sealed interface Diff {

    <R> R fold(Cases<R> cases);

    /** The same with further differences of git's beside those of the table. */
    default Diff and(List<FieldChange> more) {
        return this;
    }

    /** One method a case: the Java 17 form of an exhaustive switch. */
    interface Cases<R> {
        R missing();

        R inSync(InSync same);

        R drifted(Drifted drift);

        R unknown(String why);
    }

    record Missing() implements Diff {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.missing();
        }
    }

    /** @param yielded fields that differ and belong to somebody else: shown, never written */
    record InSync(List<FieldChange> yielded) implements Diff {
        public InSync {
            yielded = List.copyOf(yielded);
        }

        @Override
        public Diff and(List<FieldChange> more) {
            return more.isEmpty() ? this : new Drifted(more, yielded);
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.inSync(this);
        }
    }

    record Unknown(String why) implements Diff {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.unknown(why);
        }
    }

    /** @param changes the fields of git that differ, at least one, in the order of the table */
    record Drifted(List<FieldChange> changes, List<FieldChange> yielded) implements Diff {
        public Drifted {
            changes = List.copyOf(changes);
            yielded = List.copyOf(yielded);
            if (changes.isEmpty()) {
                throw new IllegalArgumentException("a drift names at least one field");
            }
        }

        @Override
        public Diff and(List<FieldChange> more) {
            return new Drifted(Stream.concat(changes.stream(), more.stream()).toList(), yielded);
        }

        public Effect worst() {
            return changes.stream()
                    .map(FieldChange::effect)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.drifted(this);
        }
    }
}
