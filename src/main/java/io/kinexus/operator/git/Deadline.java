package io.kinexus.operator.git;

import java.time.Duration;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Cancels a fetch that takes too long as a whole, however busily the server goes on. */
final class Deadline extends EmptyProgressMonitor {
    private final long end;

    Deadline(Duration most) {
        this.end = System.nanoTime() + most.toNanos();
    }

    @Override
    public boolean isCancelled() {
        return System.nanoTime() > end;
    }
}
