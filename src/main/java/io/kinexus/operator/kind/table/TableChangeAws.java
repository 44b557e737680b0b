package io.kinexus.operator.kind.table;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/**
 * Changes of a table that is there. Recovery and expiry have calls of their own; everything else is UpdateTable, which takes
 * one thing at a time, after which the table is {@code UPDATING}: one call a turn, and the rest waits for the next.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html">UpdateTable</a>
 */
final class TableChangeAws {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration LATER = Duration.ofMinutes(10);

    private final DynamoDbClient dynamo;
    private final TableSpec wanted;
    private final TableLive live;
    private final Set<String> paths;

    private TableChangeAws(DynamoDbClient dynamo, TableSpec wanted, TableLive live, List<FieldChange> changes) {
        this.dynamo = dynamo;
        this.wanted = wanted;
        this.live = live;
        this.paths = changes.stream().map(FieldChange::path).collect(Collectors.toSet());
    }

    static Outcome make(
            Scope scope, Declared<TableSpec> wanted, TableLive live, List<FieldChange> changes, Attempt attempt) {
        TableChangeAws change = new TableChangeAws(scope.client(DynamoDbClient.class), wanted.spec(), live, changes);
        return AwsFailures.attempt(change::make);
    }

    private Outcome make() {
        if (!live.status().equals(Tables.ACTIVE)) {
            return Outcome.waiting("table " + live.name() + " is " + live.status() + ", for seconds mostly", SOON);
        }
        List<Outcome> beside = new ArrayList<>();
        if (paths.contains(Tables.RECOVERY)) {
            beside.add(recover());
        }
        if (paths.contains(Tables.EXPIRY)) {
            beside.add(expire());
        }
        Optional<UpdateTableRequest.Builder> next = new TableStepAws(wanted, live, paths).next();
        next.ifPresent(step -> dynamo.updateTable(step.tableName(wanted.name()).build()));
        return beside.stream()
                .filter(outcome -> !(outcome instanceof Outcome.Done))
                .findFirst()
                .orElseGet(() -> indexIsBusy()
                        ? Outcome.waiting(
                                "an index of table " + live.name() + " is made or removed; AWS takes one at a time,"
                                        + " minutes for a small table and hours for a large one",
                                SOON)
                        : Outcome.done());
    }

    private boolean indexIsBusy() {
        return paths.contains(Tables.INDEXES)
                && live.indexes().stream().anyMatch(index -> !index.status().equals(Tables.ACTIVE));
    }

    private Outcome recover() {
        try {
            dynamo.updateContinuousBackups(r -> r.tableName(wanted.name())
                    .pointInTimeRecoverySpecification(p -> p.pointInTimeRecoveryEnabled(wanted.pointInTimeRecovery())));
        } catch (SdkException failure) {
            // For a while after the table was made, or recovery was changed, AWS is still at work.
            if (AwsFailures.is(failure, "ContinuousBackupsUnavailableException")) {
                return Outcome.waiting("continuous backups of table " + live.name() + " are being turned on", SOON);
            }
            throw failure;
        }
        return Outcome.done();
    }

    /** Another attribute takes two changes, and AWS makes one an hour. */
    private Outcome expire() {
        boolean turning =
                live.expiring().filter(now -> now.status().endsWith("ING")).isPresent();
        if (turning) {
            return hourly();
        }
        boolean on = live.expiring().filter(TableLive.Expiry::on).isPresent();
        Optional<String> attribute = on ? live.expiry() : wanted.expiry();
        try {
            attribute.ifPresent(name -> dynamo.updateTimeToLive(r -> r.tableName(wanted.name())
                    .timeToLiveSpecification(t -> t.enabled(!on).attributeName(name))));
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "ValidationException")
                    && AwsFailures.text(failure).contains("modified multiple times")) {
                return hourly();
            }
            throw failure;
        }
        return on && wanted.expiry().isPresent() ? hourly() : Outcome.done();
    }

    private Outcome hourly() {
        return Outcome.waiting(
                "AWS changes the expiry of items of one table once an hour: table " + live.name() + " comes next",
                LATER);
    }
}
