package io.kinexus.operator.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A bare repository that a test commits to object by object, so that it can hold what no git client would make. */
public final class Repo {
    public static final String MAIN = "refs/heads/main";
    private static final PersonIdent SOMEBODY = new PersonIdent(
            "somebody", "somebody@example.com", Instant.parse("2026-01-05T15:00:00Z"), java.time.ZoneOffset.UTC);

    public final Repository repository;

    public Repo(Path folder) {
        try {
            repository = new FileRepositoryBuilder()
                    .setGitDir(folder.toFile())
                    .setBare()
                    .build();
            repository.create(true);
            RefUpdate head = repository.updateRef(Constants.HEAD, true);
            head.link(MAIN);
            repository.getConfig().setBoolean("uploadpack", null, "allowFilter", true);
            repository.getConfig().save();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ObjectId blob(String text) {
        return blob(text.getBytes(StandardCharsets.UTF_8));
    }

    public ObjectId blob(byte[] bytes) {
        return insert(inserter -> inserter.insert(Constants.OBJ_BLOB, bytes));
    }

    public interface Insert {
        ObjectId with(ObjectInserter inserter) throws IOException;
    }

    public ObjectId insert(Insert insert) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = insert.with(inserter);
            inserter.flush();
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One entry of a tree, whatever its name.
     *
     * @param raw a character for each byte
     */
    public record Item(String raw, FileMode mode, ObjectId id) {
        public static Item file(String name, ObjectId id) {
            return of(name, FileMode.REGULAR_FILE, id);
        }

        public static Item folder(String name, ObjectId id) {
            return of(name, FileMode.TREE, id);
        }

        public static Item of(String name, FileMode mode, ObjectId id) {
            return new Item(new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1), mode, id);
        }

        public byte[] name() {
            return raw.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /** In the order given, unchecked. */
    public ObjectId tree(Item... items) {
        TreeFormatter tree = new TreeFormatter();
        for (Item item : items) {
            tree.append(item.name(), 0, item.raw().length(), item.mode(), item.id(), true);
        }
        return insert(inserter -> inserter.insert(tree));
    }

    /** Folders and files by path. */
    public ObjectId tree(Map<String, String> files) {
        Map<String, Item> items = new TreeMap<>();
        Map<String, Map<String, String>> folders = new LinkedHashMap<>();
        files.forEach((path, text) -> {
            int slash = path.indexOf('/');
            if (slash < 0) {
                items.put(path, Item.file(path, blob(text)));
            } else {
                folders.computeIfAbsent(path.substring(0, slash), any -> new LinkedHashMap<>())
                        .put(path.substring(slash + 1), text);
            }
        });
        folders.forEach((name, inside) -> items.put(name + "/", Item.folder(name, tree(inside))));
        return tree(items.values().toArray(Item[]::new));
    }

    public ObjectId commit(Map<String, String> files) {
        return commit(tree(files));
    }

    /** On top of the branch, which then points at it. */
    public ObjectId commit(ObjectId tree) {
        return point(MAIN, built(tree, tip()));
    }

    public ObjectId built(ObjectId tree, ObjectId... parents) {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        for (ObjectId parent : parents) {
            if (!ObjectId.zeroId().equals(parent)) {
                commit.addParentId(parent);
            }
        }
        commit.setAuthor(SOMEBODY);
        commit.setCommitter(SOMEBODY);
        commit.setMessage("change\n");
        return insert(inserter -> inserter.insert(commit));
    }

    public ObjectId tip() {
        try {
            ObjectId tip = repository.resolve(MAIN);
            return tip == null ? ObjectId.zeroId() : tip;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a forced push does. */
    public ObjectId point(String branch, ObjectId commit) {
        try {
            RefUpdate update = repository.updateRef(branch);
            update.setNewObjectId(commit);
            update.setForceUpdate(true);
            update.update();
            return commit;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
