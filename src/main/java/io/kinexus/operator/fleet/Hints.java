package io.kinexus.operator.fleet;

import java.util.function.Consumer;

/** Word between replicas that something is due. Each may be lost or come twice: hints save time, and decide nothing. */
public interface Hints {

    void give(String environment);

    void listen(Consumer<String> environment);

    /** One replica alone needs no word. */
    static Hints none() {
        return new Hints() {
            @Override
            public void give(String environment) {}

            @Override
            public void listen(Consumer<String> environment) {}
        };
    }
}
