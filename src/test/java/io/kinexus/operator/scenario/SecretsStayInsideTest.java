package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.plan.PlanText;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.support.Operated;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Generated values are in Secrets Manager, and in nothing that the operator shows, stores or says. */
class SecretsStayInsideTest {
    private static final List<String> SECRETS = List.of("kinexus/staging/database", "kinexus/staging/jwt");

    @Test
    void noGeneratedValueIsInPlanRunJournalOrState() {
        Operated operated = ConvergeTest.operated("staging");
        Turned last = operated.settle(200);
        SecretsManagerClient secrets = operated.client(SecretsManagerClient.class);
        List<String> canaries = SECRETS.stream()
                .map(name -> secrets.getSecretValue(r -> r.secretId(name)).secretString())
                .map(SecretsStayInsideTest::password)
                .flatMap(value ->
                        Stream.of(value, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))))
                .toList();
        assertThat(canaries).hasSize(4).allMatch(canary -> canary.length() >= 40);
        Map<String, String> shown = Map.of(
                "turn",
                last.toString(),
                "run",
                last.run().lines() + " " + last.run().problems(),
                "snapshot",
                last.snapshot().toString(),
                "plan",
                new PlanText(operated.plan(), false).text(),
                "journal",
                operated.journal.entries("staging", 1000).toString(),
                "runs",
                operated.runs.latest("staging", 1000).toString(),
                "sandbox",
                operated.sandbox.state().toString() + operated.sandbox.calls());
        shown.forEach((where, text) -> assertThat(canaries).as(where).noneMatch(text::contains));
    }

    private static String password(String value) {
        return value.contains("\"password\":\"") ? value.split("\"password\":\"", 2)[1].replaceAll("\".*", "") : value;
    }
}
