package io.kinexus.operator.git;

import io.kinexus.operator.core.resource.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bare repository of this process's own, for the commits of one address. It has no work tree, and runs no hook. */
final class CommitStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommitStore.class);
    private static final int NAME = 16;

    private final Path folder;
    private final Repository repository;

    private CommitStore(Path folder, Repository repository) {
        this.folder = folder;
        this.repository = repository;
    }

    /** @param home where the operator keeps its state on disk */
    static CommitStore open(Path home, URIish address) throws IOException {
        Isolated.install();
        return in(Files.createDirectories(home.resolve("git").resolve(name(address))), "commits.git");
    }

    /** An empty one beside this, so that nothing done in it can get in the way of what is in force. */
    CommitStore aside(String name) throws IOException {
        discard(name);
        return in(folder, name);
    }

    /** Deletes the one beside this, once it is closed. */
    void discard(String name) throws IOException {
        Path all = folder.resolve(name);
        if (Files.exists(all)) {
            FileUtils.delete(all.toFile(), FileUtils.RECURSIVE | FileUtils.RETRY | FileUtils.SKIP_MISSING);
        }
    }

    private static CommitStore in(Path folder, String name) throws IOException {
        Repository repository = new FileRepositoryBuilder()
                .setGitDir(folder.resolve(name).toFile())
                .setBare()
                .build();
        if (!repository.getObjectDatabase().exists()) {
            repository.create(true);
        }
        StoredConfig config = repository.getConfig();
        config.setBoolean("http", null, "followRedirects", false);
        config.setInt("gc", null, "auto", 0);
        config.setBoolean("gc", null, "autoDetach", false);
        config.setString("gc", null, "pruneExpire", "now");
        config.setString("gc", null, "prunePackExpire", "now");
        return new CommitStore(folder, repository);
    }

    private static String name(URIish address) {
        return Names.sha256(address.toString()).substring(0, NAME);
    }

    Path folder() {
        return folder;
    }

    Repository repository() {
        return repository;
    }

    Optional<ObjectId> ref(String name) throws IOException {
        return Optional.ofNullable(repository.exactRef(name)).map(Ref::getObjectId);
    }

    /** Points a name at a commit that is here; by it the commit is found again after a new start. */
    void point(String name, ObjectId commit) throws IOException {
        RefUpdate update = repository.updateRef(name);
        update.setNewObjectId(commit);
        update.setForceUpdate(true);
        update.disableRefLog();
        RefUpdate.Result result = update.update();
        switch (result) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
            default -> throw new IOException(name + " cannot be written: " + result);
        }
    }

    /**
     * Packs what is pointed at into one file and forgets the rest, once there are many: every fetch leaves one behind. What
     * the server left out for its size is missing for good, so it may not be possible; then it stays as it is.
     *
     * @param most how many files there may be
     */
    void tidy(int most) throws IOException {
        if (packs() <= most) {
            return;
        }
        try (Git git = Git.wrap(repository)) {
            git.gc().setExpire(Instant.now()).setPreserveOldPacks(false).call();
        } catch (GitAPIException failure) {
            LOG.warn("the copy in {} stays as large as it is: {}", folder, failure.getMessage());
        }
    }

    int packs() throws IOException {
        Path objects = repository.getDirectory().toPath().resolve("objects").resolve("pack");
        try (Stream<Path> all = Files.list(objects)) {
            return (int) all.filter(file -> file.toString().endsWith(".pack")).count();
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
