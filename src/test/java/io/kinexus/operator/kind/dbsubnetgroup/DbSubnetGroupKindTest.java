package io.kinexus.operator.kind.dbsubnetgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.support.DataNetwork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.CreateDbSubnetGroupRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbSubnetGroupRequest;

class DbSubnetGroupKindTest extends ResourceKindContract<DbSubnetGroupSpec, DbSubnetGroupLive> {
    private static final Attempt ONE = new Attempt("00000000-0000-0000-0000-000000000003");

    private DataNetwork network = new DataNetwork("", List.of("${subnet/a.subnetId}", "b", "c"), "");

    @Override
    protected ResourceKind<DbSubnetGroupSpec, DbSubnetGroupLive> kind() {
        return new DbSubnetGroupKind();
    }

    @Override
    protected void given(Scope scope) {
        network = DataNetwork.make(scope);
    }

    @Override
    protected Declared<DbSubnetGroupSpec> wanted() {
        return over(network.subnetIds().subList(0, 2));
    }

    @Override
    protected Declared<DbSubnetGroupSpec> changed() {
        return over(network.subnetIds());
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateDbSubnetGroupRequest.builder().build(),
                ModifyDbSubnetGroupRequest.builder().build());
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

    @Test
    void oneZoneIsNotEnough() {
        given(look());
        Declared<DbSubnetGroupSpec> one = over(network.subnetIds().subList(0, 1));
        assertThat(kind().creator().orElseThrow().create(look(), one, ONE))
                .asString()
                .contains("DBSubnetGroupDoesNotCoverEnoughAZs");
        assertThat(kind().creator().orElseThrow().create(look(), one, ONE)).isInstanceOf(Outcome.Terminal.class);
    }

    private static Declared<DbSubnetGroupSpec> over(List<String> subnets) {
        return Declared.of(
                ResourceId.of("test", "db-subnet-group", "orders"),
                DeclarationId.of("database", "orders"),
                new DbSubnetGroupSpec("test-orders-subnets", "database/orders of test", subnets));
    }
}
