package io.kinexus.operator.git;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.support.Certificates;
import io.kinexus.operator.support.HttpsGit;
import io.kinexus.operator.support.Repo;
import io.kinexus.operator.support.Repo.Item;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * S-T4: what a commit may hold that is no desired state. It is refused with its path, costs little, and nothing that lies beside
 * the repository is ever read. CPU time stands for time, since a clock makes no test.
 */
class HostileRepositoriesTest {
    private static final String CANARY = "canary-of-another-folder";
    private static final long MOST_BYTES = 200L << 20;
    private static final long MOST_NANOS = 2_000_000_000L;
    private static final ObjectId NOWHERE = ObjectId.fromString("0123456789012345678901234567890123456789");
    private static final String ENVIRONMENT = GitDesiredStateTest.ENVIRONMENT;

    @TempDir
    static Path folder;

    private static HttpsGit server;
    private static Repo repo;
    private static Certificates certificates;

    @BeforeAll
    static void start() throws IOException {
        certificates = new Certificates();
        repo = new Repo(folder.resolve("origin.git"));
        server = new HttpsGit(repo, certificates.server("localhost"));
        Files.writeString(folder.resolve("secret.yaml"), "text: " + CANARY + "\n");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /**
     * @param tree makes the commit's root
     * @param wanted what is said of it
     */
    record Case(String name, Function<Repo, ObjectId> tree, String wanted) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Beside a sound environment.yaml in desired-state/test. */
    private static Case beside(String name, String wanted, Function<Repo, List<Item>> items) {
        return new Case(
                name,
                repo -> {
                    List<Item> all = new ArrayList<>(items.apply(repo));
                    all.add(Item.file("environment.yaml", repo.blob(ENVIRONMENT)));
                    return rooted(repo, Item.folder("test", repo.tree(all.toArray(Item[]::new))));
                },
                wanted);
    }

    /** In desired-state, beside a sound environment. */
    private static Case root(String name, String wanted, Function<Repo, Item> item) {
        return new Case(
                name,
                repo -> rooted(
                        repo,
                        item.apply(repo),
                        Item.folder("test", repo.tree(Item.file("environment.yaml", repo.blob(ENVIRONMENT))))),
                wanted);
    }

    private static ObjectId rooted(Repo repo, Item... items) {
        return repo.tree(Item.folder("desired-state", repo.tree(items)));
    }

    private static Case link(String target) {
        return beside(
                "a link to " + target,
                "desired-state/test/a.yaml:1:1: document: a symbolic link; must be a file of its own",
                repo -> List.of(Item.of("a.yaml", FileMode.SYMLINK, repo.blob(target))));
    }

    private static Case name(String name, String wanted) {
        return beside(
                "a file called " + name.replaceAll("[^ -~]", "?"),
                wanted,
                repo -> List.of(Item.file(name, repo.blob("a: b\n"))));
    }

    private static Case names(String one, String other) {
        return beside(
                one + " beside another " + other.length(),
                "has the same name as",
                repo -> List.of(Item.file(one, repo.blob("a: b\n")), Item.file(other, repo.blob("a: b\n"))));
    }

    static Stream<Case> hostile() {
        return Stream.of(
                        links(),
                        Stream.of(
                                name("..", "has a name that is refused"),
                                name(".", "has a name that is refused"),
                                name(".git", "has a name that is refused"),
                                name(".GIT", "has a name that is refused"),
                                name("git~1", "has a name that is refused"),
                                name(".g\u200cit", "has a name that is refused"),
                                name("../../secret.yaml", "has a name that is refused"),
                                name("/etc/passwd.yaml", "has a name that is refused"),
                                name("a\u0007.yaml", "refused"),
                                names("a.yaml", "A.yaml"),
                                names("\u00e4.yaml", "a\u0308.yaml")),
                        objects(),
                        large())
                .flatMap(each -> each);
    }

    private static Stream<Case> links() {
        return Stream.of(
                link("../../secret.yaml"),
                link("/etc/passwd"),
                link("b.yaml"),
                link("a.yaml"),
                link("../" + CANARY),
                beside(
                        "a link in place of a folder",
                        "desired-state/test/deep:1:1: document: a symbolic link",
                        repo -> List.of(Item.of("deep", FileMode.SYMLINK, repo.blob("..")))),
                root(
                        "a link in place of an environment",
                        "desired-state/linked:1:1: environment: a symbolic link; must be a folder",
                        repo -> Item.of("linked", FileMode.SYMLINK, repo.blob("test"))),
                new Case(
                        "a link in place of the root",
                        repo -> repo.tree(Item.of("desired-state", FileMode.SYMLINK, repo.blob("/etc"))),
                        "has no folder desired-state"));
    }

    private static Stream<Case> objects() {
        return Stream.of(
                beside(
                        "a submodule",
                        "desired-state/test/module:1:1: document: a submodule",
                        repo -> List.of(Item.of("module", FileMode.GITLINK, NOWHERE))),
                root(
                        "a submodule in place of an environment",
                        "desired-state/module:1:1: environment: a submodule",
                        repo -> Item.of("module", FileMode.GITLINK, NOWHERE)),
                beside(
                        "a pointer of Git LFS",
                        "desired-state/test/a.yaml:1:1: document: a pointer of Git LFS",
                        repo -> List.of(Item.file(
                                "a.yaml",
                                repo.blob("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n")))),
                beside(
                        "a name that is not UTF-8",
                        "has a name that is not UTF-8",
                        repo -> List.of(new Item("a\u00ff.yaml", FileMode.REGULAR_FILE, repo.blob("a: b\n")))),
                beside(
                        "a name twice",
                        "desired-state/test/a.yaml is there twice",
                        repo -> List.of(
                                Item.file("a.yaml", repo.blob("a: b\n")), Item.file("a.yaml", repo.blob("a: c\n")))),
                beside(
                        "a text that is not UTF-8",
                        "desired-state/test/a.yaml:1:1: document: not UTF-8",
                        repo -> List.of(Item.file(
                                "a.yaml", repo.blob("text: \u00e4\n".getBytes(StandardCharsets.ISO_8859_1))))));
    }

    private static Stream<Case> large() {
        return Stream.of(
                beside("a million files", "more files and folders than", repo -> List.of(many(repo.blob("a: b\n")))),
                beside("files that are too many", "more than 2000 files", repo -> Stream.iterate(0, i -> i + 1)
                        .limit(2001)
                        .map(i -> Item.file("f" + i + ".yaml", repo.blob("")))
                        .toList()),
                beside(
                        "a file of 128 MiB",
                        "desired-state/test/a.yaml:1:1: document: not in what was fetched: must be at most 2097152",
                        repo -> List.of(Item.file("a.yaml", huge(repo)))),
                beside(
                        "folders in folders",
                        "desired-state/test/deep:1:1: document: a folder inside an environment is not read",
                        repo -> List.of(Item.folder("deep", deep(repo)))));
    }

    private static Item[] many(ObjectId blob) {
        Item[] items = new Item[1_000_000];
        for (int i = 0; i < items.length; i++) {
            items[i] = new Item("f" + (1_000_000 + i), FileMode.REGULAR_FILE, blob);
        }
        return items;
    }

    private static ObjectId huge(Repo repo) {
        long size = 128L << 20;
        return repo.insert(inserter -> inserter.insert(Constants.OBJ_BLOB, size, new Zeros(size)));
    }

    private static ObjectId deep(Repo repo) {
        ObjectId inner = repo.tree();
        for (int i = 0; i < 1000; i++) {
            inner = repo.tree(Item.folder("d", inner));
        }
        return inner;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void aHostileRepositoryIsRefusedForLittle(Case it) throws IOException {
        repo.point(Repo.MAIN, repo.built(it.tree().apply(repo)));
        GitSettings settings = Settings.https(server.url(), certificates.pem(folder.resolve("ca.pem")));
        Path home = Files.createTempDirectory(folder, "home");
        try (GitDesiredState state =
                new GitDesiredState(GitSource.open(settings, home), Kinds.installed(), InstantSource.system())) {
            ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long bytes = thread.getThreadAllocatedBytes(Thread.currentThread().getId());
            long nanos = thread.getCurrentThreadCpuTime();
            state.poll();
            nanos = thread.getCurrentThreadCpuTime() - nanos;
            bytes = thread.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes;

            assertThat(said(state)).anyMatch(line -> line.contains(it.wanted()));
            assertThat(said(state)).noneMatch(line -> line.contains(CANARY));
            assertThat(nanos).isLessThan(MOST_NANOS);
            assertThat(bytes).isLessThan(MOST_BYTES);
        }
    }

    private static List<String> said(GitDesiredState state) {
        List<String> lines = new ArrayList<>();
        state.trouble().map(GitDesiredState.Trouble::why).ifPresent(lines::add);
        if (state.commit().isPresent()) {
            state.environments().forEach(name -> lines.addAll(GitDesiredStateTest.problems(state.read(name))));
        }
        return lines;
    }

    /** A stream of nothing. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long size) {
            this.left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int most) {
            int size = (int) Math.min(left, most);
            left -= size;
            Arrays.fill(bytes, from, from + size, (byte) 0);
            return size > 0 ? size : -1;
        }
    }

    @Test
    void whatLiesOutsideThePathIsNotJudged() throws IOException {
        Map<String, String> files = Map.of(
                "desired-state/test/environment.yaml",
                ENVIRONMENT,
                ".gitattributes",
                "* filter=evil\n",
                ".gitmodules",
                "[submodule \"x\"]\n\tpath = x\n\turl = ext::sh -c touch% /tmp/owned\n",
                "hooks/post-checkout",
                "touch /tmp/owned\n");
        repo.point(Repo.MAIN, repo.built(repo.tree(files)));
        GitSettings settings = Settings.https(server.url(), certificates.pem(folder.resolve("ca.pem")));
        Path home = Files.createTempDirectory(folder, "home");
        try (GitDesiredState state =
                new GitDesiredState(GitSource.open(settings, home), Kinds.installed(), InstantSource.system())) {
            state.poll();
            assertThat(said(state)).isEmpty();
        }
        try (Stream<Path> all = Files.walk(home)) {
            assertThat(all.filter(path -> path.toString().endsWith(".yaml")))
                    .as("nothing is checked out")
                    .isEmpty();
        }
    }
}
