package io.kinexus.operator.git;

import io.kinexus.operator.desired.Tree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * One folder of a commit, straight from the object store. Nothing is written anywhere, so there is nothing that a link, a
 * strange name or a filter could do; they are refused with their path all the same, since they are no files.
 */
final class CommitTree implements Tree {
    private static final long TREE_BYTES = 4L << 20;
    private static final String SUBMODULE = "a submodule; its files must stand in this repository";
    private static final ObjectChecker NAMES =
            new ObjectChecker().setSafeForMacOS(true).setSafeForWindows(true);

    private final Repository repository;
    private final String commit;
    private final String path;
    private final List<Node> root;

    private record Node(Entry entry, ObjectId id) {}

    private CommitTree(Repository repository, String commit, String path, List<Node> root) {
        this.repository = repository;
        this.commit = commit;
        this.path = path;
        this.root = root;
    }

    /**
     * @param tree the commit's
     * @param path a folder in it; {@code .} for all
     * @throws IOException when the store cannot be read
     * @throws GitRefused when there is no such folder, or it holds what no folder may
     */
    static CommitTree of(Repository repository, String commit, ObjectId tree, String path) throws IOException {
        ObjectId at = tree;
        String here = ".";
        for (String name : path.equals(".") ? List.<String>of() : List.of(path.split("/"))) {
            here = here.equals(".") ? name : here + "/" + name;
            at = folder(nodes(repository, at, here), name, here, commit);
        }
        return new CommitTree(repository, commit, path, nodes(repository, at, path));
    }

    private static ObjectId folder(List<Node> nodes, String name, String path, String commit) {
        return nodes.stream()
                .filter(node -> node.entry().name().equals(name) && node.entry().folder())
                .findFirst()
                .map(Node::id)
                .orElseThrow(() -> new GitRefused("commit " + commit + " has no folder " + path
                        + "; KINEXUS_GIT_PATH names the one with a folder for each environment, . for the root"));
    }

    @Override
    public String name() {
        return path;
    }

    @Override
    public Optional<String> revision() {
        return Optional.of(commit);
    }

    @Override
    public List<Entry> entries(String folder) throws IOException {
        if (folder.isEmpty()) {
            return root.stream().map(Node::entry).toList();
        }
        Node node = root.stream()
                .filter(one -> one.entry().name().equals(folder) && one.entry().folder())
                .findFirst()
                .orElseThrow(() -> new IOException("there is no such folder"));
        return nodes(repository, node.id(), path + "/" + folder).stream()
                .map(Node::entry)
                .toList();
    }

    @Override
    public Optional<Entry> find(String name) {
        return root.stream()
                .map(Node::entry)
                .filter(one -> one.name().equals(name))
                .findFirst();
    }

    private static List<Node> nodes(Repository repository, ObjectId tree, String path) throws IOException {
        List<Node> nodes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        try (ObjectReader reader = repository.newObjectReader()) {
            if (reader.getObjectSize(tree, Constants.OBJ_TREE) > TREE_BYTES) {
                throw new IOException("more files and folders than " + TREE_BYTES + " bytes can name");
            }
            CanonicalTreeParser all = new CanonicalTreeParser(null, reader, tree);
            for (; !all.eof(); all.next()) {
                String name = name(all, path);
                if (!names.add(name)) {
                    throw new IOException(path + "/" + name + " is there twice");
                }
                nodes.add(new Node(entry(repository, reader, all, name), all.getEntryObjectId()));
            }
        }
        return nodes;
    }

    /** @throws IOException for a name that no file can have, or that means something else somewhere */
    private static String name(CanonicalTreeParser at, String path) throws IOException {
        byte[] raw = new byte[at.getNameLength()];
        at.getName(raw, 0);
        try {
            String name = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
            NAMES.checkPathSegment(raw, 0, raw.length);
            if (name.codePoints().anyMatch(Character::isISOControl)) {
                throw new IOException(path + "/" + new String(raw, StandardCharsets.UTF_8)
                        + " has a control character in its name; give it another one");
            }
            return name;
        } catch (CharacterCodingException notText) {
            throw new IOException(
                    path + "/" + new String(raw, StandardCharsets.UTF_8) + " has a name that is not UTF-8", notText);
        } catch (CorruptObjectException refused) {
            throw new IOException(
                    path + "/" + new String(raw, StandardCharsets.UTF_8) + " has a name that is refused: "
                            + refused.getMessage(),
                    refused);
        }
    }

    private static Entry entry(Repository repository, ObjectReader reader, CanonicalTreeParser at, String name)
            throws IOException {
        FileMode mode = at.getEntryFileMode();
        if (mode == FileMode.TREE) {
            return Entry.folder(name);
        }
        if (mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE) {
            return file(repository, reader, at.getEntryObjectId(), name);
        }
        if (mode == FileMode.GITLINK) {
            return Entry.refused(name, SUBMODULE);
        }
        return Entry.refused(name, mode == FileMode.SYMLINK ? LINK : OTHER);
    }

    private static Entry file(Repository repository, ObjectReader reader, ObjectId id, String name) throws IOException {
        try {
            long size = reader.getObjectSize(id, Constants.OBJ_BLOB);
            return Entry.file(name, size, () -> read(repository, id));
        } catch (MissingObjectException leftOut) {
            return Entry.refused(name, "not in what was fetched: must be at most " + FILE_BYTES + " bytes");
        }
    }

    private static byte[] read(Repository repository, ObjectId id) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            return reader.open(id, Constants.OBJ_BLOB).getCachedBytes(FILE_BYTES);
        }
    }
}
