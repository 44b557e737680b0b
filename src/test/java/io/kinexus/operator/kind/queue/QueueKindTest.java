package io.kinexus.operator.kind.queue;

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
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;

class QueueKindTest extends ResourceKindContract<QueueSpec, QueueLive> {
    private static final String NAME = "test-kinexus-dead-letters";
    private static final String RULE = "arn:aws:events:us-east-1:123456789012:rule/kinexus/uploaded";

    @Override
    protected ResourceKind<QueueSpec, QueueLive> kind() {
        return new QueueKind();
    }

    @Override
    protected Declared<QueueSpec> wanted() {
        return keeping(1_209_600, RULE);
    }

    @Override
    protected Declared<QueueSpec> changed() {
        return keeping(86_400, RULE, RULE + "-again");
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateQueueRequest.builder().build(),
                SetQueueAttributesRequest.builder().build());
    }

    @Test
    void aStatementThatSomebodyAddedIsADifferenceAndTakenOut() {
        create(wanted(), new Attempt("a"));
        String url = present(wanted()).live().url();
        set(url, "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:*\",\"Resource\":\"*\"}}");
        assertThat(kind().fields().compare(wanted().spec(), present(wanted()).live()))
                .isInstanceOf(Diff.Drifted.class);
        update(wanted());
        assertInSync(wanted());
        update(keeping(1_209_600));
        assertInSync(keeping(1_209_600));
    }

    @Test
    void aQueueThatSomebodyElseMadeIsNotTakenOver() {
        look().client(SqsClient.class).createQueue(r -> r.queueName(NAME));
        assertThat(present(wanted()).ours()).isFalse();
        kind().creator().orElseThrow().create(look(), wanted(), new Attempt("a"));
        assertThat(present(wanted()).ours()).isFalse();
    }

    @Test
    void aNameRestsForAMinuteAfterItsQueueWasDeleted() {
        create(wanted(), new Attempt("a"));
        delete(wanted());
        Outcome early = kind().creator().orElseThrow().create(look(), wanted(), new Attempt("b"));
        assertThat(early).isInstanceOf(Outcome.Waiting.class);
        through().settle();
        create(wanted(), new Attempt("c"));
        assertInSync(wanted());
    }

    private void set(String url, String policy) {
        look().client(SqsClient.class)
                .setQueueAttributes(r -> r.queueUrl(url).attributesWithStrings(Map.of("Policy", policy)));
    }

    private static Declared<QueueSpec> keeping(int seconds, String... rules) {
        return Declared.of(
                ResourceId.of("test", "queue", "kinexus-dead-letters"),
                DeclarationId.of("event-bus", "kinexus"),
                new QueueSpec(
                        NAME,
                        seconds,
                        List.of(rules).stream()
                                .map(rule -> new QueueSpec.Sender("events.amazonaws.com", rule))
                                .toList()));
    }
}
