package io.kinexus.operator.git;

import java.io.File;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Git without the configuration of the machine or of whoever runs it: no {@code url.insteadOf}, no credential helper, no proxy,
 * no variable. JGit keeps this in one place for the whole process.
 */
final class Isolated extends SystemReader.Delegate {
    private Isolated(SystemReader known) {
        super(known);
    }

    /** From now on, for the whole process. */
    static synchronized void install() {
        SystemReader known = SystemReader.getInstance();
        if (!(known instanceof Isolated)) {
            SystemReader.setInstance(new Isolated(known));
        }
    }

    @Override
    public @Nullable String getenv(String variable) {
        return null;
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    /** A configuration without a file. */
    private static final class Nothing extends FileBasedConfig {
        Nothing(Config parent, FS fs) {
            super(parent, new File("nothing"), fs);
        }

        @Override
        public void load() {
            clear();
        }

        @Override
        public void save() {
            clear();
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
