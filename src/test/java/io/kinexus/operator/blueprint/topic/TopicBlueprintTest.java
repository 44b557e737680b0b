package io.kinexus.operator.blueprint.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.topic.TopicDeclaration.Protocol;
import io.kinexus.operator.blueprint.topic.TopicDeclaration.Subscription;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.kind.subscription.SubscriptionSpec;
import io.kinexus.operator.support.DeclaredSite;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicBlueprintTest {
    private static final String ARN = "arn:aws:sns:us-east-1:123456789012:oncall";
    private final TopicBlueprint blueprint = new TopicBlueprint();
    private final Site site = new DeclaredSite("topic/oncall");

    @Test
    void aTopicAndItsSubscriptionThatRefersToIt() {
        List<Declared<?>> wanted = blueprint.expand(
                topic(Optional.empty(), new Subscription(Protocol.EMAIL, "oncall@kinexus.example")), site);
        assertThat(wanted)
                .extracting(one -> one.id().local())
                .hasSize(2)
                .first()
                .isEqualTo("topic/oncall");
        assertThat(wanted.get(1).id().local()).matches("subscription/oncall-email-[0-9a-f]{6}");
        assertThat(wanted.get(1).spec())
                .isEqualTo(new SubscriptionSpec("${topic/oncall.arn}", "email", "oncall@kinexus.example"));
        assertThat(wanted.get(1).notes()).hasSize(1);
    }

    @Test
    void aTopicThatExistsIsPointedAt() {
        assertThat(blueprint.expand(topic(Optional.of(ARN)), site).get(0).existing())
                .contains(ARN);
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL,oncall@kinexus.example,true", "EMAIL,oncall,false",
        "HTTPS,https://kinexus.example/x,true", "HTTPS,http://kinexus.example/x,false",
        "SMS,+12065550100,true", "SMS,12065550100,false",
        "SQS,arn:aws:sqs:us-east-1:123456789012:q,true", "SQS,q,false",
        "LAMBDA,arn:aws:lambda:us-east-1:123456789012:function:f,true", "LAMBDA,f,false"
    })
    void anEndpointFitsItsProtocol(Protocol protocol, String endpoint, boolean fine) {
        List<Flaw> flaws = blueprint.check(topic(Optional.empty(), new Subscription(protocol, endpoint)), site);
        assertThat(flaws)
                .extracting(Flaw::path)
                .isEqualTo(fine ? List.of() : List.of("spec.subscriptions[0].endpoint"));
    }

    @Test
    void theSameEndpointTwiceIsAMistake() {
        Subscription one = new Subscription(Protocol.EMAIL, "oncall@kinexus.example");
        assertThat(blueprint.check(topic(Optional.empty(), one, one), site))
                .extracting(Flaw::path)
                .containsExactly("spec.subscriptions[1]");
    }

    private static TopicDeclaration topic(Optional<String> existing, Subscription... subscriptions) {
        return new TopicDeclaration(existing, Optional.empty(), List.of(subscriptions));
    }
}
