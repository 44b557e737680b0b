package io.kinexus.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.engine.Desired;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** T12: a file, a document or an environment that is renamed asks for the very same resources. */
class MovesTest {
    private static final String NETWORK = "spec: {cidr: 10.0.0.0/16}";
    private static final String SERVICE = """
        apiVersion: kinexus.io/v1
        kind: Service
        metadata: {name: api}
        spec:
          cluster: %s
          network: %s
          image: repo/api:1
          cpu: 256
          memory: 512
          port: 8000
          connectsTo: [bucket/%s]
        """;

    @TempDir
    Path root;

    private String before = "";

    @BeforeEach
    void anEnvironmentThatRuns() {
        write("test", "one-test", "main", "files-test", "");
        before = resources("test");
    }

    private void write(String folder, String cluster, String network, String bucket, String moved) {
        new Folders(root)
                .file(folder + "/environment.yaml", environment(folder, moved))
                .file(
                        folder + "/all.yaml",
                        String.join("---\n", document("Cluster", cluster, "one-test"), bucket(bucket)))
                .file(
                        folder + "/net.yaml",
                        document("Network", network, "main") + "---\n" + SERVICE.formatted(cluster, network, bucket));
    }

    private static String environment(String name, String moved) {
        return "apiVersion: kinexus.io/v1\nkind: Environment\nmetadata: {name: " + name + moved
                + "}\nspec: {account: \"123456789012\", region: us-east-1}\n";
    }

    private static String document(String kind, String name, String first) {
        String moved = name.equals(first) ? "" : ", movedFrom: " + first;
        return "apiVersion: kinexus.io/v1\nkind: " + kind + "\nmetadata: {name: " + name + moved + "}\n"
                + (kind.equals("Network") ? NETWORK : "spec: {}") + "\n";
    }

    private static String bucket(String name) {
        return document("Bucket", name, "files-test");
    }

    private Desired desired(String environment) {
        return folder().read(environment).fold(desired -> desired, problems -> {
            throw new AssertionError(problems);
        });
    }

    private DesiredFolder folder() {
        return new DesiredFolder(root, Kinds.installed());
    }

    /** All that decides what is done to AWS, without what only people read. */
    private String resources(String environment) {
        Desired desired = desired(environment);
        return desired.settings() + "\n"
                + desired.resources().stream()
                        .map(one -> one.id() + " " + one.from() + " " + one.spec() + " " + one.after())
                        .sorted()
                        .toList();
    }

    private List<String> problems(String environment) {
        return folder().read(environment).fold(desired -> List.of(), problems -> problems);
    }

    @Test
    void aFileIsOnlyWhereItStands() throws Exception {
        Files.move(root.resolve("test/net.yaml"), root.resolve("test/zz-renamed.yaml"));
        assertThat(resources("test")).isEqualTo(before);
    }

    @Test
    void aDocumentKeepsItsIdentityAndSoDoesWhatRefersToIt() {
        write("test", "two", "wide", "papers", "");
        assertThat(resources("test")).isEqualTo(before);
        assertThat(desired("test").resources())
                .filteredOn(one -> one.id().local().equals("cluster/one-test"))
                .singleElement()
                .satisfies(one -> assertThat(one.notes()).contains("moved: the files call it cluster/two"));
    }

    @Test
    void anEnvironmentGoesByTheNameUnderWhichItWasMade() throws Exception {
        Files.move(root.resolve("test"), root.resolve("live"));
        write("live", "one-test", "main", "files-test", ", movedFrom: test");
        assertThat(folder().environments()).containsExactly("test");
        assertThat(resources("test")).isEqualTo(before);
        assertThat(problems("live")).anySatisfy(line -> assertThat(line).contains("ask for it by that name"));
    }

    @Test
    void aNameThatIsTakenIsNotMovedFrom() {
        new Folders(root)
                .file("live/environment.yaml", environment("live", ", movedFrom: test"))
                .file("live/topic.yaml", document("Topic", "t", "t"));
        assertThat(folder().environments()).containsExactly("live", "test");
        assertThat(resources("test")).isEqualTo(before);
        assertThat(problems("live")).singleElement().asString().contains("another folder is environment test too");
        write("test", "two", "main", "files-test", "");
        new Folders(root).file("test/again.yaml", document("Cluster", "one-test", "one-test"));
        assertThat(problems("test"))
                .singleElement()
                .asString()
                .contains("metadata.movedFrom: cluster/one-test is declared too, in ");
        new Folders(root).file("test/again.yaml", document("Topic", "u", "u").replace("u}", "u, movedFrom: u}"));
        assertThat(problems("test")).singleElement().asString().contains("is its own name");
    }

    @Test
    void anOverlayRenamesWhatWasMovedToo() {
        write("test", "two-test", "wide", "papers-test", "");
        String overlay = environment("stage", "").replace("spec: {", "spec: {base: ../test, rename: {test: stage}, ");
        new Folders(root).file("stage/environment.yaml", overlay);
        assertThat(desired("stage").resources())
                .map(one -> one.id().local())
                .contains("cluster/one-stage", "vpc/main", "bucket/files-stage");
    }
}
