package io.kinexus.operator.sandbox.sqs;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * Messages: sent, received (and then out of sight for a while), deleted. Receiving never waits, since the sandbox's clock
 * stands still during a call.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html">ReceiveMessage</a>
 */
final class MessageCalls {
    private static final int MOST = 10;

    private final Account account;
    private final SqsSandbox queues;

    MessageCalls(Account account, SqsSandbox queues, Handlers handlers) {
        this.account = account;
        this.queues = queues;
        handlers.on(SendMessageRequest.class, this::send);
        handlers.on(ReceiveMessageRequest.class, this::receive);
        handlers.on(DeleteMessageRequest.class, this::delete);
        handlers.on(SendMessageBatchRequest.class, this::sendAll);
        handlers.on(DeleteMessageBatchRequest.class, this::deleteAll);
        handlers.on(PurgeQueueRequest.class, r -> {
            queues.byUrl(r.queueUrl()).messages.clear();
            return PurgeQueueResponse.builder().build();
        });
    }

    private SendMessageResponse send(SendMessageRequest request) {
        Queue queue = queues.byUrl(request.queueUrl());
        String body = String.valueOf(request.messageBody());
        int delay = request.delaySeconds() == null ? 0 : request.delaySeconds();
        Queue.Held message = new Queue.Held(
                account.dice().uuid(), body, account.now(), account.now().plusSeconds(delay));
        queue.messages.add(message);
        return SendMessageResponse.builder()
                .messageId(message.id)
                .md5OfMessageBody(md5(body))
                .build();
    }

    private SendMessageBatchResponse sendAll(SendMessageBatchRequest request) {
        checkBatch(request.entries().size());
        return SendMessageBatchResponse.builder()
                .successful(request.entries().stream()
                        .map(entry -> {
                            SendMessageResponse sent = send(SendMessageRequest.builder()
                                    .queueUrl(request.queueUrl())
                                    .messageBody(entry.messageBody())
                                    .delaySeconds(entry.delaySeconds())
                                    .build());
                            return SendMessageBatchResultEntry.builder()
                                    .id(entry.id())
                                    .messageId(sent.messageId())
                                    .md5OfMessageBody(sent.md5OfMessageBody())
                                    .build();
                        })
                        .toList())
                .failed(List.of())
                .build();
    }

    private DeleteMessageBatchResponse deleteAll(DeleteMessageBatchRequest request) {
        checkBatch(request.entries().size());
        return DeleteMessageBatchResponse.builder()
                .successful(request.entries().stream()
                        .map(entry -> {
                            var unused = delete(DeleteMessageRequest.builder()
                                    .queueUrl(request.queueUrl())
                                    .receiptHandle(entry.receiptHandle())
                                    .build());
                            return DeleteMessageBatchResultEntry.builder()
                                    .id(entry.id())
                                    .build();
                        })
                        .toList())
                .failed(List.of())
                .build();
    }

    private static void checkBatch(int size) {
        if (size == 0) {
            throw AwsFault.badRequest(
                    "AWS.SimpleQueueService.EmptyBatchRequest", "There should be at least one entry in the request.");
        }
        if (size > MOST) {
            throw AwsFault.badRequest(
                    "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
                    "Maximum number of entries per request are " + MOST + ". You have sent " + size + ".");
        }
    }

    private ReceiveMessageResponse receive(ReceiveMessageRequest request) {
        Queue queue = queues.byUrl(request.queueUrl());
        int most = request.maxNumberOfMessages() == null ? 1 : request.maxNumberOfMessages();
        if (most < 1 || most > MOST) {
            throw AwsFault.badRequest(
                    "InvalidParameterValue", "MaxNumberOfMessages must be between 1 and " + MOST + ", got " + most);
        }
        Instant now = account.now();
        Duration hidden = Optional.ofNullable(request.visibilityTimeout())
                .map(Duration::ofSeconds)
                .orElse(queue.visibility());
        List<Message> messages = queue.messages.stream()
                .filter(m -> !m.visible.isAfter(now))
                .limit(most)
                .map(m -> taken(m, now.plus(hidden)))
                .toList();
        return ReceiveMessageResponse.builder().messages(messages).build();
    }

    private Message taken(Queue.Held message, Instant back) {
        message.visible = back;
        message.received++;
        message.receipt = account.dice().hex(32);
        return Message.builder()
                .messageId(message.id)
                .receiptHandle(message.receipt)
                .body(message.body)
                .md5OfBody(md5(message.body))
                .attributesWithStrings(Map.of(
                        "SentTimestamp", String.valueOf(message.sent.toEpochMilli()),
                        "ApproximateReceiveCount", String.valueOf(message.received)))
                .build();
    }

    private DeleteMessageResponse delete(DeleteMessageRequest request) {
        Queue queue = queues.byUrl(request.queueUrl());
        queue.messages.removeIf(m -> !m.receipt.isEmpty() && m.receipt.equals(request.receiptHandle()));
        return DeleteMessageResponse.builder().build();
    }

    /** Clients compare it with their own. */
    private static String md5(@Nullable String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
