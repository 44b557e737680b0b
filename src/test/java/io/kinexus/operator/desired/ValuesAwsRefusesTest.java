package io.kinexus.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS would refuse while it is being applied is a mistake in a file before anything is planned. */
class ValuesAwsRefusesTest {
    private static final Path SHIPPED = Path.of("desired-state", "production");
    private static final String LONG = "LONG";

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        environment.yaml | application: kinexus    | application: "a;b"              | spec.tags.application: a tag holds letters
        environment.yaml | application: kinexus    | "a<b": kinexus                  | a tag holds letters
        environment.yaml | application: kinexus    | "aws:owner": kinexus            | tags that start with aws:
        environment.yaml | name: production        | name: LONG                      | metadata.name
        network.yaml     | 10.0.0.0/16             | 10.0.0.1/16                     | must be 10.0.0.0/16
        network.yaml     | api.kinexus.example     | aa.LONG.example                 | spec.domain
        network.yaml     | deletionProtection: true| allowFrom: ["2001:db8::1/32"]   | has bits beyond its /32
        network.yaml     | deletionProtection: true| allowFrom: [":::/0"]            | is no range of addresses
        network.yaml     | {port: 80,              | {port: 65536,                   | spec.listeners[0].port
        network.yaml     | deletionProtection: true| idleTimeout: 4001s              | spec.idleTimeout
        data.yaml        | {INTELLIGENT_TIERING: 30d} | {GLACIER: 30d, STANDARD_IA: 60d} | spec.lifecycle[0].transition.GLACIER: must be later than STANDARD_IA
        data.yaml        | {INTELLIGENT_TIERING: 30d} | {STANDARD_IA: 1d}            | must be at least 30d
        data.yaml        | {prefix: "", expire: 30d}  | {prefix: LONG, expire: 30d}  | spec.lifecycle[0].prefix
        data.yaml        | kinexus-documents-production | 10.0.0.1                   | is the bucket's own name
        data.yaml        | retention: 7d           | retention: 36d                  | spec.backup.retention
        data.yaml        | type: gp3               | type: io1                       | spec.storage
        data.yaml        | nodes: 1                | nodes: 7                        | spec.nodes
        services.yaml    | path: "/*"}             | path: "/a b"}                   | spec.ingress.path
        services.yaml    | path: "/*"}             | path: "/*", host: "a b"}        | spec.ingress.host
        services.yaml    | path: "/*"}             | path: "/*", priority: 50001}    | spec.ingress.priority
        services.yaml    | kinexus-worker:1.4.2    | kinexus-worker:LONG             | spec.image
        services.yaml    | /kinexus-worker:1.4.2   | /kinexus worker                 | spec.image
        services.yaml    | DEBUG: "false"          | "A=B": "false"                  | spec.environment.A=B: a variable has a name
        services.yaml    | DEBUG: "false"          | "": "false"                     | a variable has a name
        services.yaml    | interval: 10s           | interval: 301s                  | spec.health.interval
        services.yaml    | interval: 10s, timeout: 5s | interval: 5s, timeout: 5s    | must be shorter than the interval
        services.yaml    | memory: 2048            | memory: 2500                    | spec.memory
        services.yaml    | maximumPercent: 200     | maximumPercent: 100             | spec.rollout
        services.yaml    | scaling: {min: 2, max: 10, cpu: 70 | scaling: {min: 2, max: 10, cpu: 101 | spec.scaling.cpu
        monitoring.yaml  | endpoint: oncall@kinexus.example | endpoint: nobody       | spec.subscriptions[0].endpoint
        monitoring.yaml  | {name: cpu-high,        | {name: LONG,                    | must be at most 256
        monitoring.yaml  | above: 80, for: 5m      | above: 80, for: 90s             | spec.rules[0].for
        """)
    void isRefusedWhereItIsWritten(String file, String from, String to, String problem) throws IOException {
        assertThat(problems(file, from, to.replace(LONG, "x".repeat(2000))))
                .anySatisfy(line -> assertThat(line).contains(problem).matches("(?s).*" + file + ":[0-9]+:[0-9]+: .*"));
    }

    private List<String> problems(String changed, String from, String to) throws IOException {
        Path folder = Files.createDirectories(root.resolve("production"));
        try (Stream<Path> files = Files.list(SHIPPED)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                String name = file.getFileName().toString();
                if (name.equals(changed)) {
                    assertThat(text).contains(from);
                    text = text.replace(from, to);
                }
                Files.writeString(folder.resolve(name), text);
            }
        }
        return new DesiredFolder(root, Kinds.installed())
                .read("production")
                .fold(complete -> List.of(), lines -> lines);
    }
}
