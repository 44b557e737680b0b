package io.kinexus.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.References;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.engine.DesiredState.Reading;
import io.kinexus.operator.support.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The environments that come with the project, and the schema that their files name. */
class ShippedTest {
    private static final Path ROOT = Path.of("desired-state");
    private static final Path SCHEMA = ROOT.resolve("kinexus.schema.json");
    private static final Path OVERLAY = ROOT.resolve("kinexus-overlay.schema.json");
    private static final String MODELINE = "# yaml-language-server: $schema=../";

    private static final String SERVICE = """
        ---
        apiVersion: kinexus.io/v1
        kind: Service
        metadata: {name: service-%d}
        spec:
          cluster: big
          network: main
          image: 123456789012.dkr.ecr.us-east-1.amazonaws.com/service-%d:1.4.2
          cpu: 1024
          memory: 2048
          port: 8000
          environment:
            ENVIRONMENT: production
            DEBUG: "false"
            LOG_LEVEL: WARNING
            REGION: us-east-1
            WORKERS: "4"
          scaling: {min: 2, max: 10, cpu: 70, memory: 60}
          rollout:
            strategy: rolling
            minimumHealthyPercent: 100
            maximumPercent: 200
            watch: 30m
            deadline: 45m
            analysis:
              interval: 60s
              metrics:
                - {name: error-rate, max: 1, against: baseline, direction: increase}
                - {name: latency-p99, maxMs: 800, against: baseline, direction: increase, tolerance: 25}
          migrate: {command: [python, -m, alembic, upgrade, head], phase: expand, timeout: 15m}
          logRetention: 30d
        """;

    private final Kinds kinds = Kinds.installed();
    private final DesiredFolder shipped = new DesiredFolder(ROOT, kinds);

    @Test
    void theShippedEnvironmentsAreWithoutMistakes() {
        assertThat(shipped.environments()).containsExactly("development", "production", "staging");
        assertThat(shipped.problems()).isEmpty();
    }

    @Test
    void eachOfThemIsReadWhole() {
        for (String environment : shipped.environments()) {
            Reading reading = shipped.read(environment);
            assertThat(reading.<List<String>>fold(desired -> List.of(), problems -> problems))
                    .isEmpty();
        }
    }

    /** Except what waits for a declaration that is not managed yet, and says so. */
    @Test
    void everyReferenceOfAResourceLeadsToAnother() {
        for (String environment : shipped.environments()) {
            Desired desired = shipped.read(environment).fold(read -> read, problems -> {
                throw new AssertionError(problems);
            });
            Set<ResourceId> known =
                    desired.resources().stream().map(Declared::id).collect(Collectors.toSet());
            for (Declared<?> resource : desired.resources()) {
                if (resource.waitsFor().isEmpty()) {
                    assertThat(References.in(resource.spec()))
                            .as("%s", resource.id())
                            .allMatch(reference -> known.contains(reference.in(environment)));
                }
                assertThat(known).as("%s", resource.id()).containsAll(resource.after());
            }
        }
    }

    @Test
    void stagingIsProductionUnderItsOwnNames() {
        List<String> waiting = shipped.read("staging")
                .fold(
                        desired -> desired.waiting().stream()
                                .map(DeclarationId::toString)
                                .toList(),
                        problems -> problems);
        assertThat(waiting).isEmpty();
    }

    @Test
    void theSchemaFilesAreWhatTheRecordsSay() {
        DesiredSchema schema = new DesiredSchema(kinds);
        Golden.check(SCHEMA, schema.all());
        Golden.check(OVERLAY, schema.overlay());
    }

    @Test
    void everyFileNamesTheSchemaThatItKeepsTo() throws IOException {
        Schema whole = schema(SCHEMA);
        Schema overlay = schema(OVERLAY);
        for (Path file : files()) {
            String text = Files.readString(file);
            boolean based = text.contains("\n  base: ");
            assertThat(text).startsWith(MODELINE + (based ? OVERLAY : SCHEMA).getFileName() + "\n");
            Problems problems = new Problems();
            for (Node document : YamlText.read(file.toString(), text, problems)) {
                assertThat((based ? overlay : whole).validate(JsonShape.json(document)))
                        .as("%s at %s", file, document.at())
                        .isEmpty();
            }
        }
    }

    private static Schema schema(Path file) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file));
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(ROOT, 2)) {
            found.filter(path -> path.getNameCount() == 3 && path.toString().endsWith(".yaml"))
                    .sorted()
                    .forEach(files::add);
        }
        assertThat(files).isNotEmpty();
        return files;
    }

    /** The limits that stop a hostile file are far from what people write. */
    @Test
    void aThousandServicesInOneFileAreNotTooMany(@TempDir Path root) {
        StringBuilder services = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            services.append(SERVICE.formatted(i, i));
        }
        new Folders(root)
                .environment("big")
                .file(
                        "big/base.yaml",
                        Folders.document("Cluster", "big") + "---\n"
                                + Folders.document(
                                        "Network",
                                        "main",
                                        "cidr: 10.0.0.0/16",
                                        "availabilityZones: 3",
                                        "tiers: [public, private]",
                                        "natGateways: one"))
                .file("big/services.yaml", services.toString());
        Reading reading = new DesiredFolder(root, kinds).read("big");
        assertThat(reading.<List<String>>fold(desired -> List.of(), problems -> problems))
                .isEmpty();
        assertThat(reading.<Integer>fold(desired -> desired.resources().size(), problems -> 0))
                .isGreaterThan(7000);
    }
}
