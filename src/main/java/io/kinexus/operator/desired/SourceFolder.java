package io.kinexus.operator.desired;

import io.kinexus.operator.desired.Tree.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The folders below a root, one an environment, by the same rules on disk and in a commit. Reads whole files or none. */
final class SourceFolder {
    /** An environment's name is part of names in AWS, so it has their common form. */
    static final Pattern ENVIRONMENT = Pattern.compile("[a-z][a-z0-9]{0,31}(?:-[a-z0-9]{1,32}){0,4}");

    private static final String WHERE = "environment";
    private static final String DOCUMENT = "document";
    private static final String LFS = "version https://git-lfs.github.com/spec/";
    private final Tree tree;

    SourceFolder(Tree tree) {
        this.tree = tree;
    }

    Optional<String> revision() {
        return tree.revision();
    }

    /** Every visible folder, in order, whether or not it can be read, and whatever else stands where one should. */
    List<String> environments() throws IOException {
        SortedSet<String> names = new TreeSet<>();
        for (Entry entry : tree.entries("")) {
            boolean named = ENVIRONMENT.matcher(entry.name()).matches();
            if (entry.folder()
                    ? !entry.name().startsWith(".")
                    : named && entry.refusal().isPresent()) {
                names.add(entry.name());
            }
        }
        if (names.size() > ReadingLimits.ENVIRONMENTS) {
            throw new IOException(tree.name() + " holds more than " + ReadingLimits.ENVIRONMENTS + " environments");
        }
        return List.copyOf(names);
    }

    String path(String environment) {
        return tree.name() + "/" + environment;
    }

    /** The text of every file by its path, in order; none when something cannot be read, which has then been said. */
    SortedMap<String, String> read(String environment, Problems problems) {
        if (!ENVIRONMENT.matcher(environment).matches()) {
            problems.add(
                    Place.of(path(Words.shortened(environment))),
                    WHERE,
                    "an environment's folder has a name of lower-case letters, digits and hyphens");
            return new TreeMap<>();
        }
        Place at = Place.of(path(environment));
        try {
            Optional<Entry> folder = tree.find(environment);
            if (folder.isEmpty() || !folder.get().folder()) {
                problems.add(at, WHERE, missing(folder, environment));
                return new TreeMap<>();
            }
            return files(environment, problems);
        } catch (IOException e) {
            problems.add(at, WHERE, "cannot be read: " + reason(e));
            return new TreeMap<>();
        }
    }

    private String missing(Optional<Entry> other, String environment) throws IOException {
        return other.map(it -> it.refusal()
                        .filter(Tree.LINK::equals)
                        .map(link -> "a symbolic link; must be a folder")
                        .or(it::refusal)
                        .orElse("a file; must be a folder"))
                .orElseGet(() -> "there is no such folder" + known(environment));
    }

    private String known(String environment) {
        try {
            return Words.instead(environment, environments());
        } catch (IOException e) {
            return ", and " + tree.name() + " cannot be read: " + reason(e);
        }
    }

    private SortedMap<String, String> files(String environment, Problems problems) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        long bytes = 0;
        for (Entry file : listed(environment, problems)) {
            bytes += file.size();
            if (bytes > ReadingLimits.ENVIRONMENT_BYTES) {
                problems.add(
                        Place.of(path(environment)),
                        WHERE,
                        "files of more than " + ReadingLimits.ENVIRONMENT_BYTES
                                + " bytes together; split the environment");
                return new TreeMap<>();
            }
            text(path(environment) + "/" + file.name(), file, texts, problems);
        }
        return texts;
    }

    private List<Entry> listed(String environment, Problems problems) throws IOException {
        List<Entry> wanted =
                tree.entries(environment).stream().filter(SourceFolder::wanted).toList();
        if (wanted.size() > ReadingLimits.FILES) {
            throw new IOException("more than " + ReadingLimits.FILES + " files");
        }
        Map<String, String> folded = new HashMap<>();
        List<Entry> good = new ArrayList<>();
        for (Entry entry : wanted) {
            Optional<String> same = Optional.ofNullable(folded.putIfAbsent(folded(entry.name()), entry.name()));
            Optional<String> refusal = same.map(other -> "has the same name as " + other
                            + " where upper and lower case are not told apart; rename one of them")
                    .or(() -> refusal(entry));
            refusal.ifPresent(why ->
                    problems.add(Place.of(path(environment) + "/" + Words.shortened(entry.name())), DOCUMENT, why));
            if (refusal.isEmpty()) {
                good.add(entry);
            }
        }
        return good;
    }

    private static boolean wanted(Entry entry) {
        String name = entry.name().toLowerCase(Locale.ROOT);
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        return !name.startsWith(".")
                && (yaml || entry.folder() || entry.refusal().isPresent());
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    private static Optional<String> refusal(Entry entry) {
        if (entry.folder()) {
            return Optional.of("a folder inside an environment is not read; its files must stand beside the others");
        }
        return entry.refusal()
                .or(() -> Optional.of(entry.size() + " bytes; must be at most " + ReadingLimits.FILE_BYTES)
                        .filter(why -> entry.size() > ReadingLimits.FILE_BYTES));
    }

    private static void text(String path, Entry file, SortedMap<String, String> texts, Problems problems) {
        Place at = Place.of(path);
        try {
            String text = decode(file.content().read());
            if (text.startsWith(LFS)) {
                problems.add(at, DOCUMENT, "a pointer of Git LFS, not the file; keep it in git itself");
            } else {
                texts.put(path, text);
            }
        } catch (CharacterCodingException e) {
            problems.add(at, DOCUMENT, "not UTF-8; save it as UTF-8");
        } catch (IOException e) {
            problems.add(at, DOCUMENT, "cannot be read: " + reason(e));
        }
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** The message of a subclass is often a mere path. */
    private static String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        return e.getClass() == IOException.class ? message : e.getClass().getSimpleName() + " " + message;
    }

    /** The same wherever the root lies. */
    String relative(String file) {
        return file.substring(tree.name().length() + 1);
    }
}
