package io.kinexus.operator.sandbox.dynamodb;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsStatus;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/** What is set beside the table itself: expiry of items, point-in-time recovery, tags. */
final class TableSettingCalls {
    /**
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html">one change an
     *     hour</a>
     */
    private static final Duration HOUR = Duration.ofHours(1);

    /** Guesses: AWS says up to an hour for the one, and nothing of the other. */
    private static final Duration TURNING = Duration.ofMinutes(10);

    private static final Duration STARTING = Duration.ofSeconds(15);

    private final Account account;
    private final DynamoSandbox tables;

    TableSettingCalls(Account account, DynamoSandbox tables, Handlers handlers) {
        this.account = account;
        this.tables = tables;
        handlers.on(UpdateTimeToLiveRequest.class, this::setExpiry);
        handlers.on(DescribeTimeToLiveRequest.class, this::expiry);
        handlers.on(UpdateContinuousBackupsRequest.class, this::setBackups);
        handlers.on(DescribeContinuousBackupsRequest.class, r -> DescribeContinuousBackupsResponse.builder()
                .continuousBackupsDescription(backups(tables.existing(r.tableName())))
                .build());
        handlers.on(TagResourceRequest.class, r -> {
            account.service(TagStore.class)
                    .put(
                            tables.existing(r.resourceArn()).arn,
                            r.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
            return TagResourceResponse.builder().build();
        });
        handlers.on(UntagResourceRequest.class, r -> {
            account.service(TagStore.class).remove(tables.existing(r.resourceArn()).arn, r.tagKeys());
            return UntagResourceResponse.builder().build();
        });
        handlers.on(ListTagsOfResourceRequest.class, this::tags);
    }

    private UpdateTimeToLiveResponse setExpiry(UpdateTimeToLiveRequest request) {
        Table table = tables.existing(request.tableName());
        TimeToLiveSpecification wanted = request.timeToLiveSpecification();
        boolean young = table.expiryChanged
                .filter(at -> account.now().isBefore(at.plus(HOUR)))
                .isPresent();
        if (young) {
            throw DynamoSandbox.invalid("Time to live has been modified multiple times within a fixed interval");
        }
        boolean same = table.expiry.isPresent() == wanted.enabled();
        if (same) {
            throw DynamoSandbox.invalid("TimeToLive is already " + (wanted.enabled() ? "enabled" : "disabled"));
        }
        table.expiryChanged = Optional.of(account.now());
        table.expiry = wanted.enabled() ? Optional.of(wanted.attributeName()) : Optional.empty();
        return UpdateTimeToLiveResponse.builder()
                .timeToLiveSpecification(wanted)
                .build();
    }

    private DescribeTimeToLiveResponse expiry(DescribeTimeToLiveRequest request) {
        Table table = tables.existing(request.tableName());
        return DescribeTimeToLiveResponse.builder()
                .timeToLiveDescription(
                        d -> d.timeToLiveStatus(expiryStatus(table)).attributeName(table.expiry.orElse(null)))
                .build();
    }

    private TimeToLiveStatus expiryStatus(Table table) {
        boolean turning = table.expiryChanged
                .filter(at -> account.now().isBefore(at.plus(TURNING)))
                .isPresent();
        if (table.expiry.isPresent()) {
            return turning ? TimeToLiveStatus.ENABLING : TimeToLiveStatus.ENABLED;
        }
        return turning ? TimeToLiveStatus.DISABLING : TimeToLiveStatus.DISABLED;
    }

    private UpdateContinuousBackupsResponse setBackups(UpdateContinuousBackupsRequest request) {
        Table table = tables.existing(request.tableName());
        if (account.now().isBefore(table.created.plus(STARTING))) {
            throw AwsFault.badRequest(
                    "ContinuousBackupsUnavailableException",
                    "Backups are being enabled for the table: " + table.name() + ". Please retry later");
        }
        table.restorable = request.pointInTimeRecoverySpecification().pointInTimeRecoveryEnabled();
        return UpdateContinuousBackupsResponse.builder()
                .continuousBackupsDescription(backups(table))
                .build();
    }

    private ContinuousBackupsDescription backups(Table table) {
        PointInTimeRecoveryDescription.Builder recovery = PointInTimeRecoveryDescription.builder()
                .pointInTimeRecoveryStatus(
                        table.restorable ? PointInTimeRecoveryStatus.ENABLED : PointInTimeRecoveryStatus.DISABLED);
        if (table.restorable) {
            recovery.recoveryPeriodInDays(35)
                    .earliestRestorableDateTime(table.created)
                    .latestRestorableDateTime(account.now());
        }
        return ContinuousBackupsDescription.builder()
                .continuousBackupsStatus(ContinuousBackupsStatus.ENABLED)
                .pointInTimeRecoveryDescription(recovery.build())
                .build();
    }

    private ListTagsOfResourceResponse tags(ListTagsOfResourceRequest request) {
        return ListTagsOfResourceResponse.builder()
                .tags(account.service(TagStore.class).of(tables.existing(request.resourceArn()).arn).entrySet().stream()
                        .map(t -> Tag.builder()
                                .key(t.getKey())
                                .value(t.getValue())
                                .build())
                        .toList())
                .build();
    }
}
