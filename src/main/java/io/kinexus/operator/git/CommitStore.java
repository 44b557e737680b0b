package io.kinexus.operator.git;

import io.kinexus.operator.core.resource.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.URIish;

/** A bare repository of this process's own, for the commits of one address. It has no work tree, and runs no hook. */
final class CommitStore implements AutoCloseable {
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
        Path folder = Files.createDirectories(home.resolve("git").resolve(name(address)));
        Repository repository = new FileRepositoryBuilder()
                .setGitDir(folder.resolve("commits.git").toFile())
                .setBare()
                .build();
        if (!repository.getObjectDatabase().exists()) {
            repository.create(true);
        }
        StoredConfig config = repository.getConfig();
        config.setBoolean("http", null, "followRedirects", false);
        config.setInt("gc", null, "auto", 0);
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

    @Override
    public void close() {
        repository.close();
    }
}
