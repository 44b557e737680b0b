package io.kinexus.operator.kind.dbproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.support.DataNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.CreateDbProxyRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbProxyRequest;
import software.amazon.awssdk.services.rds.model.RegisterDbProxyTargetsRequest;

class DbProxyKindTest extends ResourceKindContract<DbProxySpec, DbProxyLive> {
    private static final Attempt ONE = new Attempt("00000000-0000-0000-0000-000000000003");
    private static final String ROLE = "arn:aws:iam::123456789012:role/kinexus/test/test-orders-proxy";
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf";

    private DataNetwork network = new DataNetwork("vpc", List.of("subnet-a", "subnet-b"), "sg-none");

    @Override
    protected ResourceKind<DbProxySpec, DbProxyLive> kind() {
        return new DbProxyKind();
    }

    @Override
    protected void given(Scope scope) {
        network = DataNetwork.make(scope);
        RdsClient rds = scope.client(RdsClient.class);
        rds.createDBSubnetGroup(r -> r.dbSubnetGroupName("subnets")
                .dbSubnetGroupDescription("subnets")
                .subnetIds(network.subnetIds()));
        List.of("orders", "other")
                .forEach(name -> rds.createDBInstance(r -> r.dbInstanceIdentifier(name)
                        .engine("postgres")
                        .dbInstanceClass("db.t3.medium")
                        .allocatedStorage(20)
                        .masterUsername("kinexus")
                        .masterUserPassword("a-pass-word")
                        .dbSubnetGroupName("subnets")));
        through().settle();
    }

    /** It is there first, and then told of its instance. */
    @Override
    protected void made(Declared<DbProxySpec> one) {
        update(one);
    }

    @Override
    protected Declared<DbProxySpec> wanted() {
        return with(SECRET, ROLE, true, "orders");
    }

    @Override
    protected Declared<DbProxySpec> changed() {
        return with(SECRET + "2", ROLE + "2", false, "other");
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateDbProxyRequest.builder().build(),
                ModifyDbProxyRequest.builder().build(),
                RegisterDbProxyTargetsRequest.builder().build());
    }

    @Test
    void itIsToldOfItsInstanceOnceItIsThere() {
        given(look());
        kind().creator().orElseThrow().create(look(), wanted(), ONE);
        assertThat(present(wanted()).settled()).isFalse();
        assertThat(kind().updater()
                        .orElseThrow()
                        .update(look(), wanted(), present(wanted()).live(), changes(wanted()), ONE))
                .isInstanceOf(Outcome.Waiting.class);
        through().settle();
        update(wanted());
        assertInSync(wanted());
        assertThat(kind().outputs(present(wanted()).live()))
                .hasEntrySatisfying("host", host -> assertThat(host).startsWith("test-orders-proxy.proxy-"));
    }

    @Test
    void anInstanceThatItCannotReachIsItsHealth() {
        given(look());
        create(wanted(), ONE);
        assertThat(kind().health(present(wanted()).live())).isEqualTo(Verdict.healthy());
        look().client(RdsClient.class).rebootDBInstance(r -> r.dbInstanceIdentifier("orders"));
        assertThat(kind().health(present(wanted()).live()).toString()).contains("does not reach its database");
    }

    private List<FieldChange> changes(Declared<DbProxySpec> one) {
        return ((Diff.Drifted) kind().fields().compare(one.spec(), present(one).live())).changes();
    }

    private Declared<DbProxySpec> with(String secret, String role, boolean tls, String instance) {
        return Declared.of(
                ResourceId.of("test", "db-proxy", "orders"),
                DeclarationId.of("database", "orders"),
                new DbProxySpec(
                        "test-orders-proxy",
                        "POSTGRESQL",
                        secret,
                        role,
                        network.subnetIds(),
                        List.of(network.groupId()),
                        tls,
                        instance));
    }
}
