package io.kinexus.operator.app;

import io.kinexus.operator.cli.Refused;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.git.GitDesiredState;
import io.kinexus.operator.git.GitSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** Desired state as the verbs ask for it: what is wrong with it becomes an answer for people. */
final class DesiredFolders {
    private static final int FAILED = 1;

    private DesiredFolders() {}

    /** What a controller follows. */
    static DesiredSource source(Configuration configuration) {
        GitConfiguration git = new GitConfiguration(configuration);
        if (!git.given()) {
            return new FolderSource(Path.of(configuration.get("kinexus.desired-state").orElse("desired-state")));
        }
        try {
            return new GitPolls(
                    new GitDesiredState(git.open(), Kinds.installed(), InstantSource.system()),
                    git,
                    RandomGenerator.getDefault());
        } catch (IOException failure) {
            throw Refused.because("the copy of " + git.path() + " cannot be kept below " + configuration.home() + ": "
                    + GitSource.reason(failure));
        }
    }

    static DesiredFolder at(Path root) {
        if (!Files.isDirectory(root)) {
            throw Refused.because(root + " is not a folder; name the one with the environments by --desired-state");
        }
        return new DesiredFolder(root, Kinds.installed());
    }

    /** @throws Refused when it is unknown or has mistakes */
    static Desired read(Path root, String environment) {
        return known(root, environment).read(environment).fold(desired -> desired, problems -> {
            throw new Refused(FAILED, problems);
        });
    }

    static DesiredFolder known(Path root, String environment) {
        DesiredFolder folder = at(root);
        List<String> environments = listed(folder);
        if (!environments.contains(environment)) {
            throw Refused.because("no environment is called " + environment + " in " + root + "; there are: "
                    + String.join(", ", environments));
        }
        return folder;
    }

    private static List<String> listed(DesiredFolder folder) {
        try {
            return folder.environments();
        } catch (UncheckedIOException unreadable) {
            throw Refused.because(String.valueOf(unreadable.getMessage()));
        }
    }
}
