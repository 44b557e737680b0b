package io.kinexus.operator.core.diff;

import java.util.Comparator;
import java.util.List;

/** The gap between what is wanted and what is there. */
public sealed interface Diff {

    <R> R fold(Cases<R> cases);

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
