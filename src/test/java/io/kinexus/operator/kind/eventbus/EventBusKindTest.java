package io.kinexus.operator.kind.eventbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.kind.ResourceKindContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.UpdateEventBusRequest;

class EventBusKindTest extends ResourceKindContract<EventBusSpec, EventBusLive> {
    @Override
    protected ResourceKind<EventBusSpec, EventBusLive> kind() {
        return new EventBusKind();
    }

    @Override
    protected Declared<EventBusSpec> wanted() {
        return Declared.of(
                ResourceId.of("test", "event-bus", "kinexus-test"),
                DeclarationId.of("event-bus", "kinexus-test"),
                new EventBusSpec("kinexus-test"));
    }

    @Override
    protected Declared<EventBusSpec> changed() {
        return wanted();
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateEventBusRequest.builder().build(),
                UpdateEventBusRequest.builder().build());
    }

    @Test
    void aDoorThatSomebodyOpenedForAnotherAccountIsShutAgain() {
        create(wanted(), new Attempt("a"));
        look().client(EventBridgeClient.class).putPermission(r -> r.eventBusName("kinexus-test")
                .statementId("everybody")
                .principal("*")
                .action("events:PutEvents"));
        assertThat(kind().fields().compare(wanted().spec(), present(wanted()).live()))
                .isInstanceOf(Diff.Drifted.class);
        update(wanted());
        assertInSync(wanted());
    }

    @Test
    void aBusThatSomebodyElseMadeIsNotTakenOver() {
        look().client(EventBridgeClient.class).createEventBus(r -> r.name("kinexus-test"));
        kind().creator().orElseThrow().create(look(), wanted(), new Attempt("a"));
        assertThat(present(wanted()).ours()).isFalse();
    }
}
