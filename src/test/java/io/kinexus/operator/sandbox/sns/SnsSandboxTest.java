package io.kinexus.operator.sandbox.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.support.SandboxDoor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Tag;

class SnsSandboxTest {
    private final SnsClient sns = new SandboxDoor().scope().client(SnsClient.class);

    @Test
    void aTopicIsOneByItsNameUnlessItsAttributesOrTagsDiffer() {
        String arn = sns.createTopic(r -> r.name("oncall")).topicArn();
        assertThat(sns.createTopic(r -> r.name("oncall")).topicArn()).isEqualTo(arn);
        assertThatThrownBy(() -> sns.createTopic(r -> r.name("oncall").attributes(Map.of("DisplayName", "other"))))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> sns.createTopic(r ->
                        r.name("oncall").tags(Tag.builder().key("a").value("b").build())))
                .isInstanceOf(InvalidParameterException.class);
        assertThat(sns.listTopics().topics()).hasSize(1);
    }

    @Test
    void mailWaitsForItsConfirmationAndQueuesDoNot() {
        String arn = sns.createTopic(r -> r.name("oncall")).topicArn();
        String mail = sns.subscribe(r -> r.topicArn(arn).protocol("email").endpoint("oncall@kinexus.example"))
                .subscriptionArn();
        assertThat(mail).isEqualTo("pending confirmation");
        sns.subscribe(r -> r.topicArn(arn).protocol("email").endpoint("oncall@kinexus.example"));
        String queue = sns.subscribe(
                        r -> r.topicArn(arn).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:123456789012:q"))
                .subscriptionArn();
        assertThat(sns.listSubscriptionsByTopic(r -> r.topicArn(arn)).subscriptions())
                .extracting(Subscription::subscriptionArn)
                .containsExactly("PendingConfirmation", queue);
        assertThat(sns.getTopicAttributes(r -> r.topicArn(arn)).attributes())
                .containsEntry("SubscriptionsPending", "1")
                .containsEntry("SubscriptionsConfirmed", "1");
    }

    @Test
    void deletingATopicTakesItsSubscriptionsAndTwiceIsFine() {
        String arn = sns.createTopic(r -> r.name("oncall")).topicArn();
        sns.subscribe(r -> r.topicArn(arn).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:123456789012:q"));
        sns.deleteTopic(r -> r.topicArn(arn));
        sns.deleteTopic(r -> r.topicArn(arn));
        assertThat(sns.listSubscriptions().subscriptions()).isEmpty();
        assertThatThrownBy(() -> sns.getTopicAttributes(r -> r.topicArn(arn))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> sns.publish(r -> r.topicArn(arn).message("x"))).isInstanceOf(NotFoundException.class);
    }
}
