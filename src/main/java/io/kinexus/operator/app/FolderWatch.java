package io.kinexus.operator.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Notices that files of a folder were changed, by their names, sizes and times. Reads none of them. */
final class FolderWatch {
    private static final int DEEPEST = 8;

    private final Path root;
    private volatile List<String> last = List.of();

    FolderWatch(Path root) {
        this.root = root;
    }

    /** True the first time, and whenever something has changed since the last call. */
    boolean changed() {
        List<String> now = fingerprint();
        boolean changed = !now.equals(last);
        last = now;
        return changed;
    }

    private List<String> fingerprint() {
        List<String> seen = new ArrayList<>(List.of(root.toString()));
        try (Stream<Path> all = Files.walk(root, DEEPEST)) {
            all.sorted().map(FolderWatch::line).forEach(seen::add);
        } catch (IOException | UncheckedIOException unreadable) {
            seen.add("unreadable: " + unreadable.getClass());
        }
        return seen;
    }

    private static String line(Path path) {
        try {
            BasicFileAttributes seen = Files.readAttributes(path, BasicFileAttributes.class);
            return path + " " + (seen.isDirectory() ? "" : seen.size() + " " + seen.lastModifiedTime());
        } catch (IOException gone) {
            return path + " gone";
        }
    }
}
