package io.kinexus.operator.rollout;

import io.kinexus.operator.engine.LeaseLost;
import java.util.Optional;
import java.util.function.Supplier;

/** What could not be read in one tick: it holds up nothing else, and is said when all else is done. */
final class Unread {
    private Optional<RuntimeException> first = Optional.empty();

    /** @throws LeaseLost at once: then nothing may be done at all */
    <T> T orElse(Supplier<T> look, T otherwise) {
        try {
            return look.get();
        } catch (LeaseLost lost) {
            throw lost;
        } catch (RuntimeException failure) {
            first = first.or(() -> Optional.of(failure));
            return otherwise;
        }
    }

    /** The first of what went wrong, for people. */
    Optional<String> says() {
        return first.map(failure -> failure.toString());
    }
}
