package io.kinexus.operator.git;

import io.kinexus.operator.desired.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.HttpTransport;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;

/** The repository on its server: which commit its branch is at, and that commit alone; and what is proposed to its people. */
final class Remote {
    static final String FETCHED = "refs/kinexus/fetched";
    private static final String ASKED = "refs/kinexus/asked";

    private static final int HISTORY = 1000;
    private static final Duration WHOLE_FETCH = Duration.ofMinutes(5);

    private final GitSettings settings;
    private final GitAddress address;
    private final Addresses addresses;
    private final CommitStore store;
    private final RefSpec wanted;
    private volatile boolean filters = true;

    /** @throws GitRefused when the address or the branch cannot be one */
    Remote(GitSettings settings, GitAddress address, CommitStore store) {
        this.settings = settings;
        this.address = address;
        this.addresses = new Addresses(settings.loopback());
        this.store = store;
        String source = settings.branch().map(name -> "refs/heads/" + name).orElse("HEAD");
        if (settings.branch().isPresent() && !Repository.isValidRefName(source)) {
            throw new GitRefused("KINEXUS_GIT_BRANCH is not a name that a branch can have");
        }
        this.wanted = new RefSpec("+" + source + ":" + FETCHED);
    }

    /** Something that is done over one connection. */
    private interface Exchange<R> {
        R with(Transport transport) throws IOException;
    }

    /**
     * The commit that the branch is at now; transfers no object.
     *
     * @throws IOException when the server cannot be asked
     * @throws GitRefused when it answers that there is none, or must not be asked
     */
    ObjectId tip() throws IOException {
        return ref(wanted.getSource()).orElseThrow(this::nothing);
    }

    /**
     * What a name on the server stands for now; transfers no object.
     *
     * @throws IOException when the server cannot be asked
     */
    Optional<ObjectId> ref(String name) throws IOException {
        return connected(transport -> {
            try (FetchConnection connection = transport.openFetch(List.of(new RefSpec(name)))) {
                return Optional.ofNullable(connection.getRef(name)).map(Ref::getObjectId);
            }
        });
    }

    private GitRefused nothing() {
        return new GitRefused(settings.branch()
                .map(name -> address + " has no branch " + name)
                .orElse(address + " has no commit yet"));
    }

    /** Brings the tip into the store, with what it consists of and without its history. */
    ObjectId fetch() throws IOException {
        fetch(store.repository(), 1, List.of(wanted));
        return store.ref(FETCHED).orElseThrow(this::nothing);
    }

    /**
     * Brings the tip and one more commit into another store, each with the commits that it builds on directly.
     *
     * @return the tip
     * @throws IOException when the server does not give them
     */
    ObjectId fetchWithParents(CommitStore into, ObjectId commit) throws IOException {
        boolean both = !tip().equals(commit);
        RefSpec other = new RefSpec("+" + commit.name() + ":" + ASKED);
        fetch(into.repository(), 2, both ? List.of(wanted, other) : List.of(wanted));
        return into.ref(FETCHED).orElseThrow(this::nothing);
    }

    private void fetch(Repository into, int depth, List<RefSpec> what) throws IOException {
        try {
            fetch(into, depth, what, filters);
        } catch (TransportException failure) {
            if (!filters || !filterless(failure)) {
                throw failure;
            }
            filters = false;
            fetch(into, depth, what, false);
        }
    }

    private void fetch(Repository into, int depth, List<RefSpec> what, boolean filter) throws IOException {
        connected(into, transport -> {
            transport.setDepth(depth);
            transport.setTagOpt(TagOpt.NO_TAGS);
            transport.setCheckFetchedObjects(false);
            if (filter) {
                transport.setFilterSpec(FilterSpec.fromFilterLine("blob:limit=" + (Tree.FILE_BYTES + 1)));
            }
            return transport.fetch(new Deadline(WHOLE_FETCH), what);
        });
    }

    /**
     * Makes a new name on the server for a commit. One that is there already, whatever for, stays as it is.
     *
     * @return whether it is new
     * @throws IOException when the server cannot be reached, or does not take it
     */
    boolean push(CommitStore from, ObjectId commit, String name) throws IOException {
        return connected(from.repository(), transport -> {
            try (PushConnection connection = transport.openPush()) {
                if (connection.getRef(name) != null) {
                    return false;
                }
                RemoteRefUpdate update = new RemoteRefUpdate(
                        from.repository(), commit.name(), commit, name, false, null, ObjectId.zeroId());
                connection.push(new Deadline(WHOLE_FETCH), Map.of(name, update));
                if (update.getStatus() != RemoteRefUpdate.Status.OK) {
                    String why = Optional.ofNullable(update.getMessage())
                            .orElse(update.getStatus().name());
                    throw new IOException("the server does not take " + name + ": " + why);
                }
                return true;
            }
        });
    }

    /**
     * How the tip stands to what was in force before. Asks for commits alone, without what they consist of, and keeps none.
     *
     * @throws IOException when the server cannot be asked
     */
    Lineage lineage(ObjectId before, ObjectId tip) throws IOException {
        try (InMemoryRepository commits = new InMemoryRepository(new DfsRepositoryDescription("lineage"))) {
            return connected(commits, transport -> {
                transport.setDepth(HISTORY);
                transport.setTagOpt(TagOpt.NO_TAGS);
                transport.setFilterSpec(FilterSpec.fromFilterLine("tree:0"));
                transport.fetch(new Deadline(WHOLE_FETCH), List.of(wanted));
                return lineage(commits, before, tip);
            });
        } catch (TransportException failure) {
            if (filterless(failure)) {
                return Lineage.UNKNOWN;
            }
            throw failure;
        }
    }

    /** Whether it failed since the server cannot leave objects out. */
    private static boolean filterless(TransportException failure) {
        return String.valueOf(failure.getMessage()).contains(JGitText.get().filterRequiresCapability);
    }

    private static Lineage lineage(Repository commits, ObjectId before, ObjectId tip) throws IOException {
        try (RevWalk walk = new RevWalk(commits)) {
            walk.markStart(walk.parseCommit(tip));
            for (RevCommit commit : walk) {
                if (commit.equals(before)) {
                    return Lineage.FORWARD;
                }
            }
            return Lineage.ELSEWHERE;
        }
    }

    private <R> R connected(Exchange<R> exchange) throws IOException {
        return connected(store.repository(), exchange);
    }

    private <R> R connected(Repository into, Exchange<R> exchange) throws IOException {
        if (address.ssh()) {
            addresses.check(address.resolvable());
            return overSsh(into, exchange);
        }
        try (Transport transport = open(into)) {
            GuardedTrust trust = GuardedTrust.of(settings.authorities(), addresses);
            if (transport instanceof TransportHttp http) {
                http.setHttpConnectionFactory(new HttpsConnections(
                        address, trust, settings.user(), settings.token().read()));
            }
            return exchange.with(transport);
        } catch (TransportException failure) {
            boolean asks = String.valueOf(failure.getMessage()).contains(JGitText.get().noCredentialsProvider);
            throw asks
                    ? new IOException("not authorized: the server wants a token, or another one than it got", failure)
                    : failure;
        }
    }

    private <R> R overSsh(Repository into, Exchange<R> exchange) throws IOException {
        Path nobody = Files.createDirectories(store.folder().resolve("nobody"));
        KnownHosts known = SshSessions.known(settings, address, addresses);
        try (SshdSessionFactory sessions = SshSessions.of(settings, address, known, nobody);
                Transport transport = open(into)) {
            if (transport instanceof SshTransport ssh) {
                ssh.setSshSessionFactory(sessions);
            }
            return exchange.with(transport);
        } catch (TransportException failure) {
            throw known.refusal().map(why -> new IOException(why, failure)).orElse(failure);
        }
    }

    private Transport open(Repository into) throws IOException {
        Transport transport = Transport.open(into, address.uri());
        boolean expected = address.ssh() ? transport instanceof SshTransport : transport instanceof HttpTransport;
        if (!expected) {
            transport.close();
            throw new GitRefused("no such transport: " + address.scheme());
        }
        transport.setTimeout((int) settings.timeout().toSeconds());
        return transport;
    }
}
