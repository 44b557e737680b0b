package io.kinexus.operator.core.gate;

import java.time.Instant;
import java.util.Optional;

/** What the gates say of one step. */
public sealed interface Ruling {
    /** The contract's word: {@code go hold refuse}. */
    String decision();

    /** Empty for {@code go}, unless it goes otherwise than declared. */
    default String because() {
        return "";
    }

    /** When to ask again, where that is known. */
    default Optional<Instant> until() {
        return Optional.empty();
    }

    default boolean goes() {
        return false;
    }

    /**
     * Nothing speaks against it.
     *
     * @param because what is done otherwise than declared; mostly empty
     */
    record Go(String because) implements Ruling {
        public Go() {
            this("");
        }

        @Override
        public String decision() {
            return "go";
        }

        @Override
        public boolean goes() {
            return true;
        }
    }

    /** Not now; ask again at or after. */
    record Hold(String because, Optional<Instant> until) implements Ruling {
        @Override
        public String decision() {
            return "hold";
        }
    }

    /** Not without a person. */
    record Refuse(String because) implements Ruling {
        @Override
        public String decision() {
            return "refuse";
        }
    }
}
