package io.kinexus.operator.desired;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The folders below a root, one an environment. Reads whole files, follows no link, and leaves the root never. */
final class SourceFolder {
    /** An environment's name is part of names in AWS, so it has their common form. */
    static final Pattern ENVIRONMENT = Pattern.compile("[a-z][a-z0-9]{0,31}(?:-[a-z0-9]{1,32}){0,4}");

    private static final String WHERE = "environment";
    private final Path root;

    SourceFolder(Path root) {
        this.root = root;
    }

    /** Every visible folder, in order, whether or not it can be read. */
    List<String> environments() throws IOException {
        SortedSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (!name.startsWith(".") && Files.isDirectory(entry)) {
                    names.add(name);
                }
                if (names.size() > ReadingLimits.ENVIRONMENTS) {
                    throw new IOException(root + " holds more than " + ReadingLimits.ENVIRONMENTS + " environments");
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return List.copyOf(names);
    }

    String path(String environment) {
        return root.resolve(environment).toString();
    }

    /** The text of every file by its path, in order; none when something cannot be read, which has then been said. */
    SortedMap<String, String> read(String environment, Problems problems) {
        if (!ENVIRONMENT.matcher(environment).matches()) {
            problems.add(
                    Place.of(root + "/" + Words.shortened(environment)),
                    WHERE,
                    "an environment's folder has a name of lower-case letters, digits and hyphens");
            return new TreeMap<>();
        }
        Path folder = root.resolve(environment);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            problems.add(Place.of(folder.toString()), WHERE, missing(folder, environment));
            return new TreeMap<>();
        }
        try {
            return files(folder, problems);
        } catch (IOException e) {
            problems.add(Place.of(folder.toString()), WHERE, "cannot be read: " + reason(e));
            return new TreeMap<>();
        }
    }

    private String missing(Path folder, String environment) {
        if (Files.isSymbolicLink(folder)) {
            return "a symbolic link; must be a folder";
        }
        try {
            return "there is no such folder" + Words.instead(environment, environments());
        } catch (IOException e) {
            return "there is no such folder, and " + root + " cannot be read: " + reason(e);
        }
    }

    private SortedMap<String, String> files(Path folder, Problems problems) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        long bytes = 0;
        for (Path file : listed(folder, problems)) {
            bytes += Files.size(file);
            if (bytes > ReadingLimits.ENVIRONMENT_BYTES) {
                problems.add(
                        Place.of(folder.toString()),
                        WHERE,
                        "files of more than " + ReadingLimits.ENVIRONMENT_BYTES
                                + " bytes together; split the environment");
                return new TreeMap<>();
            }
            text(file, texts, problems);
        }
        return texts;
    }

    private static List<Path> listed(Path folder, Problems problems) throws IOException {
        SortedSet<Path> files = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName()).toLowerCase(Locale.ROOT);
                boolean wanted = name.endsWith(".yaml") || name.endsWith(".yml");
                if (!name.startsWith(".") && (wanted || Files.isDirectory(entry))) {
                    files.add(entry);
                }
                if (files.size() > ReadingLimits.FILES) {
                    throw new IOException("more than " + ReadingLimits.FILES + " files");
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return regular(files, problems);
    }

    private static List<Path> regular(SortedSet<Path> files, Problems problems) throws IOException {
        List<Path> good = new ArrayList<>();
        for (Path file : files) {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isRegularFile() && found.size() <= ReadingLimits.FILE_BYTES) {
                good.add(file);
            } else {
                problems.add(Place.of(file.toString()), "document", refusal(found));
            }
        }
        return good;
    }

    private static String refusal(BasicFileAttributes found) {
        if (found.isRegularFile()) {
            return found.size() + " bytes; must be at most " + ReadingLimits.FILE_BYTES;
        }
        if (found.isSymbolicLink()) {
            return "a symbolic link; must be a file of its own";
        }
        return found.isDirectory()
                ? "a folder inside an environment is not read; its files must stand beside the others"
                : "must be a plain file";
    }

    private static void text(Path file, SortedMap<String, String> texts, Problems problems) {
        Place at = Place.of(file.toString());
        try {
            BasicFileAttributes before = attributes(file);
            ByteBuffer bytes = bytes(file);
            BasicFileAttributes after = attributes(file);
            if (bytes.limit() != before.size() || !before.lastModifiedTime().equals(after.lastModifiedTime())) {
                problems.add(at, "document", "changed while it was read; try again");
            } else {
                texts.put(file.toString(), decode(bytes));
            }
        } catch (CharacterCodingException e) {
            problems.add(at, "document", "not UTF-8; save it as UTF-8");
        } catch (IOException e) {
            problems.add(at, "document", "cannot be read: " + reason(e));
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static ByteBuffer bytes(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(Files.size(file), ReadingLimits.FILE_BYTES) + 1);
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes);
            }
        }
        return bytes.flip();
    }

    private static String decode(ByteBuffer bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** The message of a subclass is often a mere path. */
    private static String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        return e.getClass() == IOException.class ? message : e.getClass().getSimpleName() + " " + message;
    }

    /** The same wherever the root lies. */
    String relative(String file) {
        return root.relativize(Path.of(file)).toString().replace('\\', '/');
    }
}
