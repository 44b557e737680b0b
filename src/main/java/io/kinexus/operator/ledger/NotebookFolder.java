package io.kinexus.operator.ledger;

import io.kinexus.operator.core.resource.Notebook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A notebook on disk, a file a page, for this user alone. Any number of processes may use it side by side, without the lock of
 * the home: a page is replaced whole. A page that cannot be read is empty, and one that cannot be written is not there.
 */
public final class NotebookFolder implements Notebook {
    /** A page is some hundred bytes a service. */
    private static final int LARGEST = 4 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(NotebookFolder.class);

    private final Path folder;
    private final String place;

    /** @param place where what is noted was seen, such as an endpoint: pages of another place are other pages */
    public NotebookFolder(Path folder, String place) {
        this.folder = folder;
        this.place = place;
    }

    @Override
    public Optional<String> read(String page) {
        Path file = file(page);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            return Optional.of(Files.readString(file));
        } catch (IOException | RuntimeException unreadable) {
            LOG.debug("{} is not read: {}", file, unreadable.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void write(String page, String text) {
        if (text.length() > LARGEST) {
            return;
        }
        Path file = file(page);
        try {
            Files.createDirectories(folder, mode("rwx------"));
            Path fresh = Files.createTempFile(folder, "page", ".new", mode("rw-------"));
            try {
                Files.writeString(fresh, text);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException | RuntimeException unwritable) {
            LOG.debug("{} is not written: {}", file, unwritable.getMessage());
        }
    }

    private Path file(String page) {
        try {
            byte[] name =
                    MessageDigest.getInstance("SHA-256").digest((place + "\n" + page).getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(name));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
