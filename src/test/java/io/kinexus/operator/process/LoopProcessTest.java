package io.kinexus.operator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ClusterSettingName;
import software.amazon.awssdk.services.sns.SnsClient;

/** What a controller does by itself, in a process of its own. */
@ProcessTest
class LoopProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aFileThatChangesIsNoticedAndReconciled(Controlled controlled) throws IOException {
        controlled.awaitSync("edited", "InSync");
        assertThat(insights(controlled, "edited")).isEqualTo("enabled");
        String before = controlled.api().get("/environments/edited").path("commit");

        Folders.replace(controlled.file("edited"), "containerInsights: enabled", "containerInsights: enhanced");

        await().atMost(PATIENCE).until(() -> insights(controlled, "edited").equals("enhanced"));
        // What is written is seen in AWS before the turn that wrote it has ended and is shown.
        await().atMost(PATIENCE)
                .until(() -> !before.equals(
                        controlled.api().get("/environments/edited").path("commit")));
        controlled.awaitSync("edited", "InSync");
        assertThat(controlled.api().get("/environments/edited/history").<List<String>>path("runs.cause"))
                .contains("commit");
    }

    @Test
    void aChangeByHandIsHealedAndTheJournalShowsIt(Controlled controlled) {
        controlled.awaitSync("drifting", "InSync");

        controlled.aws(EcsClient.class).updateClusterSettings(request -> request.cluster("drifting")
                .settings(List.of(ClusterSetting.builder()
                        .name(ClusterSettingName.CONTAINER_INSIGHTS)
                        .value("disabled")
                        .build())));

        await().atMost(PATIENCE).until(() -> insights(controlled, "drifting").equals("enabled"));
        await().atMost(PATIENCE).until(() -> !healing(controlled).isEmpty());
        Map<String, Object> write = healing(controlled).get(0);
        assertThat(write).containsEntry("resource", "drifting/cluster/drifting").containsEntry("result", "done");
        assertThat(write.get("fields").toString()).contains("disabled", "enabled");
    }

    private static List<Map<String, Object>> healing(Controlled controlled) {
        return controlled
                .api()
                .get("/environments/drifting/journal")
                .path("entries.findAll { it.action == 'update' && it.result != null }");
    }

    @Test
    void whatIsOnlyObservedIsReportedAndNotWritten(Controlled controlled) {
        controlled.awaitSync("watched", "OutOfSync");
        assertThat(controlled.api().get("/environments/watched/drift").<List<String>>path("drift.ruling.decision"))
                .isNotEmpty()
                .allMatch("hold"::equals);
        assertThat(controlled.api().get("/environments/watched/journal").<List<Object>>path("entries"))
                .isEmpty();
        assertThat(controlled.aws(SnsClient.class).listTopics().topics())
                .noneMatch(topic -> topic.topicArn().contains("watched"));
    }

    @Test
    void whatIsPausedIsNotWrittenUntilItIsResumed(Controlled controlled) throws IOException {
        controlled.awaitSync("paused", "InSync");
        controlled.api().post("/environments/paused/pause").then().statusCode(200);
        Folders.replace(controlled.file("paused"), "containerInsights: enabled", "containerInsights: enhanced");
        controlled.awaitSync("paused", "OutOfSync");
        assertThat(insights(controlled, "paused")).isEqualTo("enabled");
        assertThat(controlled.api().get("/environments/paused").<String>path("health"))
                .isEqualTo("Suspended");

        controlled.api().post("/environments/paused/resume").then().statusCode(200);
        await().atMost(PATIENCE).until(() -> insights(controlled, "paused").equals("enhanced"));
    }

    private static String insights(Controlled controlled, String cluster) {
        return controlled
                .aws(EcsClient.class)
                .describeClusters(request -> request.clusters(cluster).include(ClusterField.SETTINGS))
                .clusters()
                .get(0)
                .settings()
                .get(0)
                .value();
    }
}
