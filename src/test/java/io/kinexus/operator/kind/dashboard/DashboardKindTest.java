package io.kinexus.operator.kind.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardRequest;

class DashboardKindTest extends ResourceKindContract<DashboardSpec, DashboardLive> {
    private static final Attempt ONE = new Attempt("00000000-0000-0000-0000-000000000003");
    private static final String NAME = "kinexus-test";
    private static final ResourceId ID = ResourceId.of("test", "dashboard", NAME);

    @Override
    protected ResourceKind<DashboardSpec, DashboardLive> kind() {
        return new DashboardKind();
    }

    @Override
    protected Declared<DashboardSpec> wanted() {
        return showing(6);
    }

    @Override
    protected Declared<DashboardSpec> changed() {
        return showing(12);
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(PutDashboardRequest.builder().build());
    }

    @Test
    void spacesAndTheOrderOfMembersAreNoDifference() {
        create(wanted(), ONE);
        String other = "{ \"widgets\": [ {\"properties\": {\"markdown\": \"" + DashboardSpec.mark(ID)
                + "\"}, \"height\": 6, \"width\": 24, \"y\": 0, \"x\": 0, \"type\": \"text\"} ] }";
        put(NAME, other);
        assertInSync(wanted());
    }

    @Test
    void whatIsChangedByHandIsPutBack() {
        create(wanted(), ONE);
        put(NAME, body(ID, 7));
        assertThat(kind().fields().compare(wanted().spec(), present(wanted()).live()))
                .isInstanceOf(Diff.Drifted.class);
        update(wanted());
        assertInSync(wanted());
    }

    @Test
    void oneWithoutOurMarkIsSomebodyElses() {
        put(NAME, "{\"widgets\":[]}");
        put("theirs", body(ResourceId.of("production", "dashboard", "theirs"), 3));
        assertThat(present(wanted()).ours()).isFalse();
        assertThat(kind().surplus(look(), Set.of())).isEmpty();
    }

    @Test
    void aBodyThatIsNoneIsRefused() {
        assertThat(kind().creator().orElseThrow().create(look(), wanted().spec(new DashboardSpec(NAME, "{}")), ONE))
                .isInstanceOf(Outcome.Terminal.class);
    }

    private void put(String name, String body) {
        look().client(CloudWatchClient.class)
                .putDashboard(r -> r.dashboardName(name).dashboardBody(body));
    }

    private static Declared<DashboardSpec> showing(int height) {
        return Declared.of(ID, DeclarationId.of("dashboard", NAME), new DashboardSpec(NAME, body(ID, height)));
    }

    private static String body(ResourceId id, int height) {
        return "{\"widgets\":[{\"type\":\"text\",\"x\":0,\"y\":0,\"width\":24,\"height\":" + height
                + ",\"properties\":{\"markdown\":\"" + DashboardSpec.mark(id) + "\"}}]}";
    }
}
