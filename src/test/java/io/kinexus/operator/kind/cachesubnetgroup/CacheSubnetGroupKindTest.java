package io.kinexus.operator.kind.cachesubnetgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.support.DataNetwork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticache.model.CreateCacheSubnetGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheSubnetGroupRequest;

class CacheSubnetGroupKindTest extends ResourceKindContract<CacheSubnetGroupSpec, CacheSubnetGroupLive> {
    private static final Attempt ONE = new Attempt("00000000-0000-0000-0000-000000000003");

    private DataNetwork network = new DataNetwork("", List.of("${subnet/a.subnetId}", "b", "c"), "");

    @Override
    protected ResourceKind<CacheSubnetGroupSpec, CacheSubnetGroupLive> kind() {
        return new CacheSubnetGroupKind();
    }

    @Override
    protected void given(Scope scope) {
        network = DataNetwork.make(scope);
    }

    @Override
    protected Declared<CacheSubnetGroupSpec> wanted() {
        return over(network.subnetIds().subList(0, 2));
    }

    @Override
    protected Declared<CacheSubnetGroupSpec> changed() {
        return over(network.subnetIds());
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateCacheSubnetGroupRequest.builder().build(),
                ModifyCacheSubnetGroupRequest.builder().build());
    }

    @Test
    void theOrderOfSubnetsIsNoDifference() {
        given(look());
        create(wanted(), ONE);
        List<String> turned = new ArrayList<>(network.subnetIds().subList(0, 2));
        Collections.reverse(turned);
        assertThat(kind().fields()
                        .compare(over(turned).spec(), present(wanted()).live()))
                .isInstanceOf(Diff.InSync.class);
    }

    private static Declared<CacheSubnetGroupSpec> over(List<String> subnets) {
        return Declared.of(
                ResourceId.of("test", "cache-subnet-group", "orders"),
                DeclarationId.of("database", "orders"),
                new CacheSubnetGroupSpec("test-orders-subnets", "database/orders of test", subnets));
    }
}
