package io.kinexus.operator.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kinexus.operator.sandbox.SandboxScript;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxYamlTest {
    @Test
    void theWholeFormIsRead() {
        SandboxScript script = SandboxYaml.parse("sandbox.yaml", """
            start: 2026-02-01T00:00:00Z
            randomSeed: 7
            seed:
              secrets: [kinexus/production/external-api]
              objects: [{bucket: kinexus-artifacts-dev, key: documents-1.0.0.zip}]
              images: any
              certificates: {validateAfter: 5m}
            load:
              default: {perSecond: 40, shape: daily}
              kinexus-api: {perSecond: 80}
            quotas: enforced
            suffixes: {strange: crash}
            faults:
              - {fault: throttle, service: ecs, probability: 0.2, at: 10m, for: 5m}
            events:
              - {at: 20m, load: {service: kinexus-api, perSecond: 500}}
              - {at: 30m, service: ecs, action: DeleteService, request: {service: kinexus-api, cluster: main}}
            """);
        assertThat(script.start()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(script.seed()).isEqualTo(7);
        assertThat(script.secrets()).containsExactly("kinexus/production/external-api");
        assertThat(script.objects())
                .containsExactly(new SandboxScript.CodeObject("kinexus-artifacts-dev", "documents-1.0.0.zip"));
        assertThat(script.validateAfter()).contains(Duration.ofMinutes(5));
        assertThat(script.loadPerSecond()).isEqualTo(40);
        assertThat(script.loads()).isEqualTo(Map.of("kinexus-api", 80.0));
        assertThat(script.dailyShape()).isTrue();
        assertThat(script.suffixes()).isEqualTo(Map.of("strange", "crash"));
        assertThat(script.faults()).hasSize(3);
        assertThat(script.quotas()).isTrue();
        assertThat(SandboxYaml.parse("sandbox.yaml", "quotas: off").quotas()).isFalse();
    }

    @Test
    void anEventHappensAtItsTime() {
        SandboxScript script =
                SandboxYaml.parse("sandbox.yaml", "events: [{at: 20m, load: {service: api, perSecond: 500}}]");
        try (SandboxServer server = SandboxServer.start(script, 0, 0)) {
            server.sandbox().advance(Duration.ofMinutes(19));
            assertThat(server.sandbox().load().perSecond("api")).isEqualTo(50);
            server.sandbox().advance(Duration.ofMinutes(1));
            assertThat(server.sandbox().load().perSecond("api")).isEqualTo(500);
        }
    }

    @Test
    void noFileIsThePlainScript() {
        assertThat(SandboxYaml.read(Path.of("no-such-sandbox.yaml"))).isEqualTo(SandboxScript.plain());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "begin: now                                     | sandbox.yaml.begin: unknown; allowed are",
                "quotas: half                                   | sandbox.yaml.quotas: enforced or off",
                "start: soon                                    | sandbox.yaml.start: expected a time",
                "seed: {objects: [{bucket: a}]}                 | seed.objects[0].key: missing",
                "seed: {images: none}                           | seed.images: only 'any' is known",
                "seed: {certificates: {validateAfter: later}}   | validateAfter: expected seconds or a duration",
                "load: {default: {shape: weekly}}               | shape: daily or flat",
                "load: {api: 80}                                | sandbox.yaml.load.api: expected an object",
                "faults: [{fault: event drop, service: ecs}]                  | use source",
                "events: [{at: 1m, service: ecs, action: Nope}] | no such action: ecs:Nope",
                "a: [1                                          | sandbox.yaml: while parsing",
            })
    void everyMistakeIsNamed(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SandboxYaml.parse("sandbox.yaml", text))
                .withMessageContaining(message);
    }
}
