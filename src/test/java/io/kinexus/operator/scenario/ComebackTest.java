package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.EditedService;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;

/** After a revision was taken back: what is missing comes back as it was, and the next revision has its chance. */
class ComebackTest {
    @TempDir
    Path folder;

    @Test
    void aServiceThatIsDeletedWhileItsRevisionIsHeldBackIsMadeAgainFromTheLastGoodOne() {
        EditedService service = EditedService.running(folder, yaml -> yaml, SandboxScript.plain());
        String good = service.definition();
        service.commit("1.5.0-crash");
        service.operated.pass(Duration.ofMinutes(30));
        assertThat(service.newest().state().word()).isEqualTo("RolledBack");

        service.operated
                .client(EcsClient.class)
                .deleteService(r -> r.cluster("c").service("api").force(true));
        Turned turned = service.operated.pass(Duration.ofMinutes(30));

        assertThat(service.definition())
                .as(turned.snapshot().evidence().toString())
                .isEqualTo(good);
        assertThat(service.tasks()).containsOnlyKeys(good);
        assertThat(turned.snapshot().health())
                .as(turned.snapshot().evidence().toString())
                .isEqualTo("HeldBack");
        assertThat(service.operated.rollouts.latest(EditedService.ENVIRONMENT, 5))
                .hasSize(2);
    }

    @Test
    void afterAFirstRevisionThatFailedTheNextOneHasItsChance() {
        EditedService service = EditedService.failing(folder, "1.0.0-unhealthy");
        assertThat(service.newest().state().word()).isEqualTo("NoBaseline");

        service.change("1.0.0-unhealthy", "1.4.2");
        Turned turned = service.operated.pass(Duration.ofMinutes(100));

        assertThat(service.newest().state().word())
                .as(service.newest().toString())
                .isEqualTo("Succeeded");
        assertThat(turned.snapshot().health())
                .as(turned.snapshot().evidence().toString())
                .isEqualTo("Healthy");
    }
}
