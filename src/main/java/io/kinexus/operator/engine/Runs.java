package io.kinexus.operator.engine;

import io.kinexus.operator.core.run.Run;
import java.util.List;

/** One row for every turn that did or found something, for history. */
public interface Runs {
    /** @throws LeaseLost when the lease's fence is not the environment's newest */
    void record(Lease lease, Run run);

    /** Newest first. */
    List<Run> latest(String environment, int most);
}
