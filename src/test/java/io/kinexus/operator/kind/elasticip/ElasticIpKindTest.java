package io.kinexus.operator.kind.elasticip;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.kind.ResourceKindContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;

class ElasticIpKindTest extends ResourceKindContract<ElasticIpSpec, ElasticIpLive> {
    @Override
    protected ResourceKind<ElasticIpSpec, ElasticIpLive> kind() {
        return new ElasticIpKind();
    }

    @Override
    protected Declared<ElasticIpSpec> wanted() {
        return Declared.of(
                ResourceId.of("test", "elastic-ip", "main-a"),
                DeclarationId.of("network", "main"),
                new ElasticIpSpec());
    }

    @Override
    protected Declared<ElasticIpSpec> changed() {
        return wanted();
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(AllocateAddressRequest.builder().build());
    }

    @Test
    void othersReferToItByItsAllocation() {
        create(wanted(), new Attempt("once"));
        ElasticIpLive live = present(wanted()).live();
        assertThat(kind().outputs(live)).containsEntry("allocationId", live.allocationId());
        assertThat(live.arn()).isEqualTo("arn:aws:ec2:us-east-1:123456789012:elastic-ip/" + live.allocationId());
    }
}
