package io.kinexus.operator.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs as a user types them: what they print and where, and how they end. */
@ProcessTest
class VerbsProcessTest {
    @TempDir
    private Path folder;

    @Test
    void verbsAskTheController(Controlled controlled) throws IOException, InterruptedException {
        controlled.awaitSync("quiet", "InSync");
        Said status = controlled.ask("status");
        assertThat(status.exit()).isZero();
        assertThat(status.out().lines()).anyMatch(line -> line.matches("quiet +enforce +InSync +Healthy +0 .*"));
        assertThat(status.errors()).isEmpty();

        JsonNode one = controlled.ask("status", "quiet", "--output", "json").json();
        assertThat(one.path("name").asText()).isEqualTo("quiet");
        assertThat(controlled.ask("resources", "quiet").out()).contains("quiet/topic/quiet-alerts");
        assertThat(controlled.ask("drift", "quiet").out()).isEqualTo("quiet: InSync\n");
        JsonNode runs = controlled.ask("history", "quiet", "--output", "json").json();
        assertThat(runs.path("runs")).isNotEmpty();
        assertThat(controlled.ask("journal", "quiet").out())
                .contains("quiet/cluster/quiet")
                .contains("create");
    }

    @Test
    void pauseAndResumeAreTold(Controlled controlled) throws IOException, InterruptedException {
        assertThat(controlled.ask("pause", "broken").out()).isEqualTo("broken: paused\n");
        assertThat(controlled.ask("resume", "broken").out()).isEqualTo("broken: resumed\n");
    }

    @Test
    void applyThroughTheControllerMakesItsTurn(Controlled controlled) throws IOException, InterruptedException {
        controlled.awaitSync("quiet", "InSync");
        Said applied = controlled.ask("apply", "quiet");
        assertThat(applied.exit()).as(applied.err()).isZero();
        assertThat(applied.out()).endsWith("quiet: applied, InSync, Healthy\n");
        assertThat(controlled.ask("apply", "watched").exit())
                .as("observed only")
                .isEqualTo(3);
        assertThat(controlled.ask("apply", "broken").exit()).as("mistakes").isEqualTo(1);
    }

    @Test
    void whatTheControllerRefusesIsOneLine(Controlled controlled) throws IOException, InterruptedException {
        Said wrong = controlled.askWith("wrong", "status");
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.errors()).singleElement().asString().contains("KINEXUS_TOKEN");
        Said unknown = controlled.ask("drift", "nowhere");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.errors()).singleElement().asString().contains("nowhere", "quiet");
        assertThat(unknown.out()).isEmpty();
    }

    @Test
    void withoutAControllerOrWithWrongWordsAVerbSaysSo() throws IOException, InterruptedException {
        Said nobody = said("status", "--server", "http://127.0.0.1:1");
        assertThat(nobody.exit()).isEqualTo(1);
        assertThat(nobody.errors()).singleElement().asString().contains("http://127.0.0.1:1");
        assertThat(said("plan").exit()).isEqualTo(64);
        Said port = said("run", "--port", "99999");
        assertThat(port.exit()).isEqualTo(64);
        assertThat(port.errors().get(0)).contains("99999", "65535");
    }

    @Test
    void filesAreJudgedWithoutAnyServer() throws IOException, InterruptedException {
        Folders.small(folder, "good", "enforce");
        assertThat(said("validate", "--desired-state", folder.toString()).exit())
                .isZero();
        Folders.environment(folder, "bad", "sometimes", "---\nkind: Nonsense\n");
        Said both = said("validate", "--desired-state", folder.toString());
        assertThat(both.exit()).isEqualTo(1);
        assertThat(both.errors())
                .hasSizeGreaterThan(1)
                .allMatch(line -> line.matches(".*environment\\.yaml:\\d+:\\d+: .*"));
        assertThat(said("validate", "good", "--desired-state", folder.toString())
                        .exit())
                .isZero();
        Said policy = said("iam", "good", "--output", "json", "--desired-state", folder.toString());
        assertThat(policy.json()).isNotEmpty();
        assertThat(policy.out()).contains("\"2012-10-17\"", "sns:CreateTopic", "ecs:CreateCluster");
        assertThat(said("schema", "Topic").json().path("$schema").asText()).contains("json-schema.org");
    }

    @Test
    void anEnvironmentIsPlannedAppliedAndSettledWithoutAController(Controlled controlled)
            throws IOException, InterruptedException {
        Folders.small(folder, "lone", "enforce");
        Path home = folder.resolve("home");
        Path saved = folder.resolve("plan.json");
        Said plan = controlled.alone(home, folder, "plan", "lone", "--save", saved.toString());
        assertThat(plan.exit()).as(plan.err()).isEqualTo(2);
        assertThat(plan.out()).contains("+ topic/lone-alerts").endsWith("Plan: 2 to create.\n");
        Said markdown = controlled.alone(home, folder, "plan", "lone", "--output", "markdown");
        assertThat(markdown.out()).startsWith("### `lone`: Plan: 2 to create.");

        Said applied = controlled.alone(home, folder, "apply", "lone", "--plan", saved.toString());
        assertThat(applied.exit()).as(applied.err()).isZero();
        Said stale = controlled.alone(home, folder, "apply", "lone", "--plan", saved.toString());
        assertThat(stale.exit()).as(stale.out()).isEqualTo(4);
        assertThat(stale.errors()).singleElement().asString().contains("plan again");
        Said settled = controlled.alone(home, folder, "apply", "lone", "--wait", "--output", "json");
        assertThat(settled.exit()).as(settled.err()).isZero();
        assertThat(settled.json().path("sync").asText()).isEqualTo("InSync");
        Said nothing = controlled.alone(home, folder, "plan", "lone", "--output", "json");
        assertThat(nothing.exit()).as(nothing.err()).isZero();
        assertThat(nothing.json().path("empty").asBoolean()).isTrue();
    }

    @Test
    void anApplyThatTakesTooLongOrIsNotAllowedSaysSo(Controlled controlled) throws IOException, InterruptedException {
        Path home = folder.resolve("home");
        Folders.network(folder, "slow");
        Said late = controlled.alone(home, folder, "apply", "slow", "--wait", "--timeout", "1s");
        assertThat(late.exit()).as(late.out() + late.err()).isEqualTo(5);
        assertThat(late.errors()).singleElement().asString().contains("not settled");
        Folders.small(folder, "seen", "observe");
        Said seen = controlled.alone(home, folder, "apply", "seen");
        assertThat(seen.exit()).as(seen.out() + seen.err()).isEqualTo(3);
    }

    private static Said said(String... words) throws IOException, InterruptedException {
        return Said.by(Map.of(), List.of(words));
    }
}
