package io.kinexus.operator.app;

import io.kinexus.operator.api.SourceView;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.engine.DesiredState;
import io.kinexus.operator.git.RevertBranches;
import java.nio.file.Path;
import java.util.Optional;

/** A folder, looked at once a second. */
final class FolderSource implements DesiredSource {
    private final DesiredFolder folder;
    private final FolderWatch watch;
    private volatile Runnable changed = () -> {};

    FolderSource(Path root) {
        this.folder = DesiredFolders.at(root);
        this.watch = new FolderWatch(root);
    }

    @Override
    public DesiredState state() {
        return folder;
    }

    @Override
    public void begin(Runnable whenChanged) {
        changed = whenChanged;
        tick();
    }

    @Override
    public synchronized void tick() {
        if (watch.changed()) {
            changed.run();
        }
    }

    /** A folder is looked at so often that nobody need ask. */
    @Override
    public void soon() {
        // The next tick comes within a second.
    }

    @Override
    public Announced announced() {
        return Announced.toNobody();
    }

    @Override
    public Optional<RevertBranches> reverts() {
        return Optional.empty();
    }

    @Override
    public Optional<SourceView> view() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // A folder is not held open.
    }
}
