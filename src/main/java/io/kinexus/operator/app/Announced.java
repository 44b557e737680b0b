package io.kinexus.operator.app;

import io.kinexus.operator.engine.Snapshot;

/** Who else is told how an environment goes. Nothing here may wait, or fail. */
interface Announced extends AutoCloseable {

    /** A turn is about to be made. */
    void begins(String environment);

    void turned(Snapshot snapshot);

    @Override
    void close();

    /** Nobody. */
    static Announced toNobody() {
        return new Announced() {
            @Override
            public void begins(String environment) {}

            @Override
            public void turned(Snapshot snapshot) {}

            @Override
            public void close() {}
        };
    }
}
