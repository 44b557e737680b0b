package io.kinexus.operator.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Takes what one commit changed in one folder back, in a tree that has gone on since. A file is as it was before that commit
 * when nobody has touched it after, and else stays as it is. All outside of the folder is byte for byte what it was.
 */
final class Undoing {
    private final Repository repository;
    private final String folder;

    /**
     * What came of it.
     *
     * @param tree the whole one; empty when no file could be taken back
     * @param undone paths
     * @param left the reason by path
     */
    record Undone(Optional<ObjectId> tree, List<String> undone, SortedMap<String, String> left) {}

    /** What stands at a path. */
    private record Item(int mode, ObjectId id) {
        boolean file() {
            return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
        }
    }

    /** @param folder from the root, without a slash at either end */
    Undoing(Repository repository, String folder) {
        this.repository = repository;
        this.folder = folder;
    }

    /**
     * @param head where it is taken back
     * @param bad with what is taken back
     * @param before without it
     * @throws IOException when the store cannot be read or written
     */
    Undone undo(ObjectId head, ObjectId bad, ObjectId before) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter();
                ObjectReader reader = repository.newObjectReader()) {
            SortedMap<String, Item> was = files(reader, before);
            SortedMap<String, Item> became = files(reader, bad);
            SortedMap<String, Item> now = files(reader, head);
            List<String> undone = new ArrayList<>();
            SortedMap<String, String> left = new TreeMap<>();
            for (String path : changed(was, became)) {
                Optional<String> kept = kept(reader, path, was, became, now);
                kept.ifPresent(why -> left.put(folder + "/" + path, why));
                if (kept.isEmpty()) {
                    put(now, path, Optional.ofNullable(was.get(path)));
                    undone.add(folder + "/" + path);
                }
            }
            Optional<ObjectId> tree = Optional.empty();
            if (!undone.isEmpty()) {
                tree = Optional.of(grafted(reader, inserter, head, folder, written(inserter, now)));
                inserter.flush();
            }
            return new Undone(tree, undone, left);
        }
    }

    private static List<String> changed(Map<String, Item> was, Map<String, Item> became) {
        SortedMap<String, Item> all = new TreeMap<>(was);
        all.putAll(became);
        return all.keySet().stream()
                .filter(path -> !Optional.ofNullable(was.get(path)).equals(Optional.ofNullable(became.get(path))))
                .toList();
    }

    /** Why a file is not taken back; empty when it is. */
    private static Optional<String> kept(
            ObjectReader reader,
            String path,
            Map<String, Item> was,
            Map<String, Item> became,
            SortedMap<String, Item> now)
            throws IOException {
        if (was.isEmpty()) {
            return Optional.of("came with the whole environment");
        }
        Optional<Item> old = Optional.ofNullable(was.get(path));
        Optional<Item> present = Optional.ofNullable(now.get(path));
        if (present.equals(old)) {
            return Optional.of("is as it was before already");
        }
        if (!present.equals(Optional.ofNullable(became.get(path)))) {
            return Optional.of("was changed again since");
        }
        if (old.isPresent() && (!old.get().file() || !reader.has(old.get().id()))) {
            return Optional.of("was no file that is read, or too large a one");
        }
        boolean inTheWay =
                old.isPresent() && now.keySet().stream().anyMatch(other -> below(other, path) || below(path, other));
        return Optional.of("another file stands in its way").filter(why -> inTheWay);
    }

    private static boolean below(String path, String folder) {
        return path.startsWith(folder + "/");
    }

    private static void put(SortedMap<String, Item> files, String path, Optional<Item> item) {
        item.ifPresentOrElse(it -> files.put(path, it), () -> files.remove(path));
    }

    /** Everything in the folder, by its path below it; nothing when the folder is not there. */
    private SortedMap<String, Item> files(ObjectReader reader, ObjectId tree) throws IOException {
        SortedMap<String, Item> files = new TreeMap<>();
        Optional<ObjectId> inside = folder(reader, tree);
        if (inside.isPresent()) {
            try (TreeWalk walk = new TreeWalk(reader)) {
                walk.addTree(inside.get());
                walk.setRecursive(true);
                while (walk.next()) {
                    files.put(path(walk), new Item(walk.getRawMode(0), walk.getObjectId(0)));
                }
            }
        }
        return files;
    }

    private String path(TreeWalk walk) {
        String path = walk.getPathString();
        if (!Arrays.equals(walk.getRawPath(), path.getBytes(StandardCharsets.UTF_8))) {
            throw new GitRefused(folder + "/" + path + " has a name that is not UTF-8");
        }
        return path;
    }

    private Optional<ObjectId> folder(ObjectReader reader, ObjectId tree) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(reader, folder, tree)) {
            return Optional.ofNullable(walk)
                    .filter(found -> FileMode.TREE.equals(found.getRawMode(0)))
                    .map(found -> found.getObjectId(0));
        }
    }

    private static ObjectId written(ObjectInserter inserter, SortedMap<String, Item> files) throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder builder = index.builder();
        files.forEach((path, item) -> {
            DirCacheEntry entry = new DirCacheEntry(path);
            entry.setFileMode(FileMode.fromBits(item.mode()));
            entry.setObjectId(item.id());
            builder.add(entry);
        });
        builder.finish();
        return index.writeTree(inserter);
    }

    /** The same tree with another folder at the path. Nothing else is read, so nothing else can become different. */
    private static ObjectId grafted(
            ObjectReader reader, ObjectInserter inserter, ObjectId tree, String path, ObjectId folder)
            throws IOException {
        String[] names = path.split("/", 2);
        byte[] raw = reader.open(tree, Constants.OBJ_TREE).getBytes();
        CanonicalTreeParser entries = new CanonicalTreeParser();
        entries.reset(raw);
        while (!entries.eof() && !entries.getEntryPathString().equals(names[0])) {
            entries.next();
        }
        if (entries.eof()) {
            throw new IOException("there is no folder " + path);
        }
        ObjectId inside =
                names.length == 1 ? folder : grafted(reader, inserter, entries.getEntryObjectId(), names[1], folder);
        byte[] other = raw.clone();
        inside.copyRawTo(other, entries.idOffset());
        return inserter.insert(Constants.OBJ_TREE, other);
    }
}
