package io.kinexus.operator.app;

import io.kinexus.operator.cli.Operator;
import io.kinexus.operator.cli.Refused;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.git.GitDesiredState;
import io.kinexus.operator.git.GitRefused;
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

    /** Whether a controller follows git. */
    static final String GIT = "kinexus.git.followed";

    private DesiredFolders() {}

    /** A folder that was named goes before what is configured. */
    static boolean git(Configuration configuration, Path named) {
        return named.equals(Operator.CONFIGURED) && new GitConfiguration(configuration).given();
    }

    static Path folder(Path named) {
        return named.equals(Operator.CONFIGURED) ? Path.of("desired-state") : named;
    }

    /** @throws Refused when a controller could not even begin with it */
    static void check(Configuration configuration, Path named) throws IOException {
        if (git(configuration, named)) {
            new GitConfiguration(configuration).open().close();
        } else {
            at(named);
        }
    }

    /**
     * For a verb that works alone: the folder, or the newest commit.
     *
     * @throws Refused when it cannot be read
     */
    static DesiredFolder at(Configuration configuration, Path named) {
        if (!git(configuration, named)) {
            return at(named);
        }
        try {
            return new GitConfiguration(configuration).open().newest(Kinds.installed());
        } catch (IOException | GitRefused failure) {
            throw Refused.because("desired state cannot be read from git: " + GitSource.reason(failure));
        }
    }

    /** What a controller follows. */
    static DesiredSource source(Configuration configuration) {
        GitConfiguration git = new GitConfiguration(configuration);
        if (configuration.get(GIT).filter("true"::equals).isEmpty()) {
            return new FolderSource(
                    Path.of(configuration.get("kinexus.desired-state").orElse("desired-state")));
        }
        try {
            GitSource source = git.open();
            GitDesiredState state = new GitDesiredState(source, Kinds.installed(), InstantSource.system());
            return new GitPolls(
                    state,
                    git,
                    new StatusConfiguration(configuration).announced(source, state),
                    git.reverts(source, state),
                    RandomGenerator.getDefault());
        } catch (IOException failure) {
            throw Refused.because("the copy of " + git.path() + " cannot be kept below " + configuration.home() + ": "
                    + GitSource.reason(failure));
        }
    }

    static DesiredFolder at(Path named) {
        Path root = folder(named);
        if (!Files.isDirectory(root)) {
            throw Refused.because(root + " is not a folder; name the one with the environments by --desired-state");
        }
        return new DesiredFolder(root, Kinds.installed());
    }

    /** @throws Refused when it is unknown or has mistakes */
    static Desired read(DesiredFolder folder, String environment) {
        return known(folder, environment).read(environment).fold(desired -> desired, problems -> {
            throw new Refused(FAILED, problems);
        });
    }

    static DesiredFolder known(DesiredFolder folder, String environment) {
        List<String> environments = listed(folder);
        if (!environments.contains(environment)) {
            throw Refused.because("no environment is called " + environment + " in " + folder.name() + "; there are: "
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
