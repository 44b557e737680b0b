package io.kinexus.operator.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How the process ends on SIGTERM: with the exit code of its own work, and not before that has cleaned up. Without it the
 * JVM would exit with 143 whatever was done.
 */
final class Ending {
    private static final long PATIENCE_SECONDS = 30;

    private final CompletableFuture<Integer> code = new CompletableFuture<>();
    private volatile boolean asked;

    private Ending() {}

    /** @param told what is done at the signal; it must lead to {@link #over} */
    static Ending onSignal(Runnable told) {
        Ending ending = new Ending();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ending.end(told), "ending"));
        return ending;
    }

    /** The work has cleaned up after itself. */
    void over(int exit) {
        code.complete(exit);
    }

    /** Whether the signal has come. */
    boolean asked() {
        return asked;
    }

    private void end(Runnable told) {
        asked = true;
        told.run();
        int exit = 1;
        try {
            exit = code.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException didNotEnd) {
            exit = 1;
        }
        Runtime.getRuntime().halt(exit);
    }
}
