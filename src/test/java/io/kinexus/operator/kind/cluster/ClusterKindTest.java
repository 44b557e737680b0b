package io.kinexus.operator.kind.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.kind.cluster.ClusterSpec.Share;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterSettingsRequest;

class ClusterKindTest extends ResourceKindContract<ClusterSpec, ClusterLive> {
    @Override
    protected ResourceKind<ClusterSpec, ClusterLive> kind() {
        return new ClusterKind();
    }

    @Override
    protected Declared<ClusterSpec> wanted() {
        return Declared.of(
                ResourceId.of("test", "cluster", "main"),
                DeclarationId.of("cluster", "main"),
                new ClusterSpec("main", Optional.of("enabled"), List.of(new Share("FARGATE", 1, 2))));
    }

    @Override
    protected Declared<ClusterSpec> changed() {
        return wanted().spec(new ClusterSpec(
                "main", Optional.of("enhanced"), List.of(new Share("FARGATE", 1, 1), new Share("FARGATE_SPOT", 4, 0))));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateClusterRequest.builder().build(),
                UpdateClusterRequest.builder().build(),
                UpdateClusterSettingsRequest.builder().build(),
                PutClusterCapacityProvidersRequest.builder().build());
    }

    @Test
    void theAccountsOwnSettingIsNoDriftWhenNothingIsSaid() {
        create(wanted(), new Attempt("a"));
        ClusterSpec silent =
                new ClusterSpec("main", Optional.empty(), wanted().spec().capacity());
        assertInSync(wanted().spec(silent));
    }

    @Test
    void anExistingOneIsFoundByItsArnAndIsNotOurs() {
        String arn = look().client(EcsClient.class)
                .createCluster(r -> r.clusterName("theirs"))
                .cluster()
                .clusterArn();
        Observation.Present<ClusterLive> seen = present(wanted().existing(arn));
        assertThat(seen.live().name()).isEqualTo("theirs");
        assertThat(seen.ours()).isFalse();
    }
}
