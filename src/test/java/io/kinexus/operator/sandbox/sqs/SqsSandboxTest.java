package io.kinexus.operator.sandbox.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Over the wire, with the SDK's own client. */
class SqsSandboxTest {
    private final SandboxDoor door = new SandboxDoor(SandboxScript.plain(), SandboxDoor.Way.HTTP);

    @AfterEach
    void close() {
        door.close();
    }

    private SqsClient sqs() {
        return door.scope().client(SqsClient.class);
    }

    @Test
    void aQueueIsMadeOnceAndKeepsItsAttributes() {
        String url = sqs().createQueue(r -> r.queueName("jobs")
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "60"))
                        .tags(Map.of("a", "b")))
                .queueUrl();
        assertThat(sqs().createQueue(r -> r.queueName("jobs")).queueUrl()).isEqualTo(url);
        assertThat(code(() -> sqs().createQueue(r ->
                        r.queueName("jobs").attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "5")))))
                .isEqualTo("QueueAlreadyExists");
        assertThat(sqs().getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                        .attributes())
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "60")
                .containsEntry(QueueAttributeName.QUEUE_ARN, "arn:aws:sqs:us-east-1:123456789012:jobs");
        assertThat(sqs().listQueueTags(r -> r.queueUrl(url)).tags()).containsEntry("a", "b");
        sqs().deleteQueue(r -> r.queueUrl(url));
        assertThat(sqs().listQueues().queueUrls()).isEmpty();
    }

    @Test
    void messagesAreSentAndDeletedInBatches() {
        String url = sqs().createQueue(r -> r.queueName("jobs")).queueUrl();
        assertThat(sqs().sendMessageBatch(r -> r.queueUrl(url)
                                .entries(
                                        SendMessageBatchRequestEntry.builder()
                                                .id("1")
                                                .messageBody("a")
                                                .build(),
                                        SendMessageBatchRequestEntry.builder()
                                                .id("2")
                                                .messageBody("b")
                                                .build()))
                        .successful())
                .hasSize(2);
        var received = sqs().receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10))
                .messages();
        assertThat(sqs().deleteMessageBatch(r -> r.queueUrl(url)
                                .entries(received.stream()
                                        .map(m -> DeleteMessageBatchRequestEntry.builder()
                                                .id(m.body())
                                                .receiptHandle(m.receiptHandle())
                                                .build())
                                        .toList()))
                        .successful())
                .extracting(one -> one.id())
                .containsExactly("a", "b");
        door.sandbox().advance(Duration.ofMinutes(5));
        assertThat(sqs().receiveMessage(r -> r.queueUrl(url)).messages()).isEmpty();
        assertThat(code(() -> sqs().sendMessageBatch(r -> r.queueUrl(url).entries(List.of()))))
                .contains("EmptyBatchRequest");
    }

    @Test
    void aMessageComesBackUntilItIsDeleted() {
        String url = sqs().createQueue(r -> r.queueName("jobs")).queueUrl();
        sqs().sendMessage(r -> r.queueUrl(url).messageBody("hello"));
        assertThat(sqs().receiveMessage(r -> r.queueUrl(url)).messages()).hasSize(1);
        assertThat(sqs().receiveMessage(r -> r.queueUrl(url)).messages()).isEmpty();
        door.sandbox().advance(Duration.ofSeconds(30));
        var again = sqs().receiveMessage(r -> r.queueUrl(url)).messages();
        assertThat(again).singleElement().satisfies(m -> assertThat(m.body()).isEqualTo("hello"));
        sqs().deleteMessage(r -> r.queueUrl(url).receiptHandle(again.get(0).receiptHandle()));
        door.sandbox().advance(Duration.ofSeconds(30));
        assertThat(sqs().receiveMessage(r -> r.queueUrl(url)).messages()).isEqualTo(List.of());
    }

    @Test
    void anErrorHasBothItsNames() {
        var failure = catchThrowableOfType(
                QueueDoesNotExistException.class, () -> sqs().getQueueUrl(r -> r.queueName("none")));
        assertThat(code(() -> {
                    throw failure;
                }))
                .isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
    }

    private static String code(Runnable call) {
        return AwsFailures.code(catchThrowableOfType(SdkException.class, call::run));
    }
}
