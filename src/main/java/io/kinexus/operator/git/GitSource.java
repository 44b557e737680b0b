package io.kinexus.operator.git;

import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.desired.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** One branch of one repository: asked for its newest commit, which is then a folder of environments or is refused. */
public final class GitSource implements AutoCloseable {
    private static final int LONGEST = 400;

    private final GitSettings settings;
    private final GitAddress address;
    private final CommitStore store;
    private final Remote remote;

    private GitSource(GitSettings settings, GitAddress address, CommitStore store) {
        this.settings = settings;
        this.address = address;
        this.store = store;
        this.remote = new Remote(settings, address, store);
    }

    /**
     * Touches the disk, and no network.
     *
     * @param home where the operator keeps its state on disk
     * @throws GitRefused when the settings cannot be followed
     */
    public static GitSource open(GitSettings settings, Path home) throws IOException {
        GitAddress address = GitAddress.parse(settings.url());
        return new GitSource(settings, address, CommitStore.open(home, address.uri()));
    }

    /**
     * The newest commit of the branch, without a memory of others.
     *
     * @throws IOException when the server cannot be reached
     * @throws GitRefused when the commit cannot be a source
     */
    public DesiredFolder newest(Kinds kinds) throws IOException {
        return new DesiredFolder(tree(remote.fetch()), kinds);
    }

    ObjectId tip() throws IOException {
        return remote.tip();
    }

    ObjectId fetch() throws IOException {
        return remote.fetch();
    }

    /** How a commit that is here stands to another that was. */
    Lineage lineage(ObjectId before, ObjectId commit) throws IOException {
        try (ObjectReader reader = store.repository().newObjectReader()) {
            String raw = new String(reader.open(commit, Constants.OBJ_COMMIT).getBytes(), StandardCharsets.ISO_8859_1);
            boolean next = raw.lines().takeWhile(line -> !line.isEmpty()).anyMatch(("parent " + before.name())::equals);
            return next ? Lineage.FORWARD : remote.lineage(before, commit);
        }
    }

    boolean rewrites() {
        return settings.rewrites();
    }

    CommitStore store() {
        return store;
    }

    /** @throws GitRefused when the commit cannot be a source */
    Tree tree(ObjectId id) throws IOException {
        try (RevWalk walk = new RevWalk(store.repository())) {
            RevCommit commit = walk.parseCommit(id);
            settings.signers().ifPresent(file -> new Signers(file, store.repository()).check(commit));
            return CommitTree.of(store.repository(), id.name(), commit.getTree(), path());
        }
    }

    private String path() {
        String path = settings.path().replaceAll("/+$", "").replaceFirst("^\\./", "");
        if (path.isEmpty() || path.equals(".")) {
            return ".";
        }
        if (path.startsWith("/") || ("/" + path + "/").contains("/../") || path.contains("\\")) {
            throw new GitRefused("KINEXUS_GIT_PATH must be a folder inside the repository, such as desired-state");
        }
        return path;
    }

    /** Where an environment's files are, from the repository's root. */
    String folder(String environment) {
        return path().equals(".") ? environment : path() + "/" + environment;
    }

    Remote remote() {
        return remote;
    }

    /** Without secrets. */
    public String address() {
        return address.toString();
    }

    /** The server's name. */
    public String host() {
        return address.host();
    }

    /** The repository's path on its server, as people say it. */
    public String project() {
        return address.path().replaceAll("^/+|/+$", "").replaceAll("\\.git$", "");
    }

    /** In one line, why an attempt failed. Servers send texts of their own, so no control character gets through. */
    public static String reason(Throwable failure) {
        Throwable inner = failure;
        while (inner.getCause() != null && inner.getCause() != inner) {
            inner = inner.getCause();
        }
        String outer = said(failure).orElse(failure.getClass().getSimpleName());
        String whole = said(inner)
                .map(text -> outer.contains(text) ? outer : outer + ": " + text)
                .orElse(outer);
        String line = whole.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }

    private static Optional<String> said(Throwable failure) {
        return Optional.ofNullable(failure.getMessage()).filter(text -> !text.isBlank());
    }

    @Override
    public void close() {
        store.close();
    }
}
