package io.kinexus.operator.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The folder in which one process keeps its state. The lock is the kernel's and ends with the process, however it ends, so
 * that no leftover of a crash has to be guessed at.
 */
public final class Home implements AutoCloseable {
    private final Path folder;
    private final FileChannel channel;

    private Home(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Makes the folder where it is missing, and keeps every other process out of it.
     *
     * @throws HomeTaken when another process is in it
     * @throws IOException when it cannot be made or written
     */
    public static Home open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel).isEmpty()) {
            channel.close();
            throw new HomeTaken(folder);
        }
        return new Home(folder.toRealPath(), channel);
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException byThisProcess) {
            return Optional.empty();
        }
    }

    /** Absolute. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
