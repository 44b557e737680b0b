package io.kinexus.operator.desired;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A folder on disk. Follows no link, and refuses what changes while it is read. */
final class DiskTree implements Tree {
    private final Path root;

    DiskTree(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return root.toString();
    }

    @Override
    public Optional<String> revision() {
        return Optional.empty();
    }

    @Override
    public List<Entry> entries(String folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(root.resolve(folder))) {
            for (Path path : all) {
                entries.add(entry(path));
                if (entries.size() > ReadingLimits.ENTRIES) {
                    throw new IOException("more than " + ReadingLimits.ENTRIES + " files and folders");
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    @Override
    public Optional<Entry> find(String name) throws IOException {
        try {
            return Optional.of(entry(root.resolve(name)));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
    }

    private static Entry entry(Path path) throws IOException {
        String name = String.valueOf(path.getFileName());
        BasicFileAttributes found = attributes(path);
        if (found.isDirectory()) {
            return Entry.folder(name);
        }
        if (found.isRegularFile()) {
            return Entry.file(name, found.size(), () -> read(path, found));
        }
        return Entry.refused(name, found.isSymbolicLink() ? LINK : OTHER);
    }

    private static byte[] read(Path file, BasicFileAttributes before) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(before.size(), ReadingLimits.FILE_BYTES) + 1);
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes);
            }
        }
        if (bytes.position() != before.size()
                || !before.lastModifiedTime().equals(attributes(file).lastModifiedTime())) {
            throw new IOException("changed while it was read; try again");
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
