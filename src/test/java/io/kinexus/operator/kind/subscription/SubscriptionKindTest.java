package io.kinexus.operator.kind.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.kind.ResourceKindContract;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.Tag;

class SubscriptionKindTest extends ResourceKindContract<SubscriptionSpec, SubscriptionLive> {
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:oncall";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:pages";

    @Override
    protected ResourceKind<SubscriptionSpec, SubscriptionLive> kind() {
        return new SubscriptionKind();
    }

    @Override
    protected Declared<SubscriptionSpec> wanted() {
        return to("sqs", QUEUE);
    }

    @Override
    protected Declared<SubscriptionSpec> changed() {
        return wanted();
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(SubscribeRequest.builder().build());
    }

    @Override
    protected void given(Scope scope) {
        List<Tag> tags = Ownership.tags(scope, ResourceId.of("test", "topic", "oncall")).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        scope.client(SnsClient.class).createTopic(r -> r.name("oncall").tags(tags));
    }

    @Test
    void waitingForConfirmationIsNeitherDriftNorUnhealthyNorAskedAgain() {
        given(look());
        Declared<SubscriptionSpec> mail = to("email", "oncall@kinexus.example");
        create(mail, new Attempt("a"));
        assertInSync(mail);
        SubscriptionLive live = present(mail).live();
        assertThat(kind().health(live)).isEqualTo(Verdict.healthy());
        assertThat(kind().outputs(live)).isEmpty();
    }

    @Test
    void whatAPersonSubscribedByHandIsNotSurplus() {
        given(look());
        look().client(SnsClient.class)
                .subscribe(r -> r.topicArn(TOPIC).protocol("sms").endpoint("+12065550100"));
        assertThat(kind().surplus(look(), Set.of())).isEmpty();
    }

    @Test
    void aTopicThatIsNotThereYetMeansThatTheSubscriptionIsNotEither() {
        Declared<SubscriptionSpec> early = wanted().spec(new SubscriptionSpec("${topic/oncall.arn}", "sqs", QUEUE));
        assertThat(observed(early).seen()).isEmpty();
    }

    private static Declared<SubscriptionSpec> to(String protocol, String endpoint) {
        return Declared.of(
                ResourceId.of("test", "subscription", Subscriptions.name(TOPIC, protocol, endpoint)),
                DeclarationId.of("topic", "oncall"),
                new SubscriptionSpec(TOPIC, protocol, endpoint));
    }
}
