package io.kinexus.operator.kind.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.kind.ResourceKindContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;

class TopicKindTest extends ResourceKindContract<TopicSpec, TopicLive> {
    private static final String ARN = "arn:aws:sns:us-east-1:123456789012:kinexus-test-critical";

    @Override
    protected ResourceKind<TopicSpec, TopicLive> kind() {
        return new TopicKind();
    }

    @Override
    protected Declared<TopicSpec> wanted() {
        return Declared.of(
                ResourceId.of("test", "topic", "kinexus-test-critical"),
                DeclarationId.of("topic", "kinexus-test-critical"),
                new TopicSpec("kinexus-test-critical", Optional.empty(), List.of("cloudwatch.amazonaws.com")));
    }

    @Override
    protected Declared<TopicSpec> changed() {
        return wanted().spec(new TopicSpec(
                "kinexus-test-critical",
                Optional.of("On call"),
                List.of("cloudwatch.amazonaws.com", "events.amazonaws.com")));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateTopicRequest.builder().build(),
                SetTopicAttributesRequest.builder().build());
    }

    @Test
    void aTopicThatSomebodyElseMadeIsNotOurs() {
        look().client(SnsClient.class).createTopic(r -> r.name("kinexus-test-critical"));
        assertThat(present(wanted()).ours()).isFalse();
        kind().creator().orElseThrow().create(look(), wanted(), new Attempt("again"));
        assertThat(present(wanted()).ours())
                .as("nothing is taken over by creating")
                .isFalse();
    }

    @Test
    void aTopicThatIsPointedAtIsFoundByItsArn() {
        look().client(SnsClient.class).createTopic(r -> r.name("oncall"));
        Observation<TopicLive> seen = observed(wanted().existing("arn:aws:sns:us-east-1:123456789012:oncall"));
        assertThat(seen.seen().map(TopicLive::name)).contains("oncall");
    }

    @Test
    void aStatementThatSomebodyAddedIsADifferenceAndTakenOut() {
        create(wanted(), new Attempt("a"));
        look().client(SnsClient.class).setTopicAttributes(r -> r.topicArn(ARN)
                .attributeName("Policy")
                .attributeValue(
                        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"SNS:Publish\"}}"));
        assertThat(kind().fields().compare(wanted().spec(), present(wanted()).live()))
                .isInstanceOf(Diff.Drifted.class);
        update(wanted());
        assertInSync(wanted());
    }
}
