package io.kinexus.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.support.SandboxDoor;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;

class EcsServiceSweepTest {
    private final SandboxDoor door = new SandboxDoor();

    @Test
    void eachServiceIsDescribedOnceASweepHoweverManyAsk() {
        Scope scope = door.scope();
        scope.client(EcsClient.class).createCluster(r -> r.clusterName("main"));
        int before = door.sandbox().calls().size();
        EcsServiceSweep.describe(scope, "main", List.of("a", "b"));
        EcsServiceSweep.describe(scope, "main", List.of("b", "a"));
        EcsServiceSweep.describe(scope, "main", List.of("a"));
        assertThat(door.sandbox().calls().size() - before).isEqualTo(1);
        EcsServiceSweep.describe(door.scope(), "main", List.of("a"));
        assertThat(door.sandbox().calls().size() - before).isEqualTo(2);
    }

    @Test
    void aClusterThatIsNotThereRunsNothing() {
        assertThat(EcsServiceSweep.describe(door.scope(), "none", List.of("a"))).isEmpty();
    }

    @Test
    void aFailedLookIsNotAbsenceAndIsTriedAgain() {
        Scope scope = door.scope();
        scope.client(EcsClient.class).createCluster(r -> r.clusterName("main"));
        door.fail();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> EcsServiceSweep.describe(scope, "main", List.of("a")))
                    .isInstanceOf(SdkException.class);
        }
    }
}
