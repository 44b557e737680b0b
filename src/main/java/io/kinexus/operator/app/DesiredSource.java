package io.kinexus.operator.app;

import io.kinexus.operator.api.SourceView;
import io.kinexus.operator.engine.DesiredState;
import io.kinexus.operator.git.RevertBranches;
import java.util.Optional;

/** Where a controller's desired state comes from: a folder that is watched, or a repository that is polled. */
interface DesiredSource extends AutoCloseable {
    DesiredState state();

    /** Makes what is new known, at once and from now on; {@code changed} is run whenever there is some. */
    void begin(Runnable changed);

    /** Once a second. */
    void tick();

    /** Looks now, without making anybody wait. */
    void soon();

    /** Who is told beside the commits what becomes of them. */
    Announced announced();

    /** Where it is proposed to take commits back; empty when that is not allowed, or cannot be. */
    Optional<RevertBranches> reverts();

    /** For readers; empty when there is nothing to say but what the files say. */
    Optional<SourceView> view();

    @Override
    void close();
}
