package io.kinexus.operator.kind.table;

import io.kinexus.operator.kind.table.TableSpec.Capacity;
import io.kinexus.operator.kind.table.TableSpec.Index;
import io.kinexus.operator.kind.table.TableSpec.Keys;
import io.kinexus.operator.kind.table.Tables.Form;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/**
 * The next UpdateTable of those that a change takes: what AWS makes in one call, and no more.
 *
 * @param paths the fields that differ
 */
record TableStepAws(TableSpec wanted, TableLive live, Set<String> paths) {
    private static final String BILLING = "billingMode";
    /** AWS's default; at it, an index that is not wanted goes before another comes. */
    private static final int MOST_INDEXES = 20;

    /** Empty when nothing is left, or when an index is being made or removed and only indexes are left. */
    Optional<UpdateTableRequest.Builder> next() {
        UpdateTableRequest.Builder request = UpdateTableRequest.builder();
        if (paths.contains(Tables.PROTECTION)) {
            return Optional.of(request.deletionProtectionEnabled(wanted.deletionProtection()));
        }
        if (paths.contains(BILLING)) {
            return Optional.of(billing(request));
        }
        if (paths.contains(Tables.CAPACITY)) {
            return Optional.of(capacity(request, wanted.capacity().orElseThrow()));
        }
        if (paths.contains(Tables.ENCRYPTION)) {
            return Optional.of(request.sseSpecification(TableFormAws.encrypted(wanted.accountKey())));
        }
        if (paths.contains(Tables.STREAM)) {
            return Optional.of(stream(request));
        }
        boolean busy = live.indexes().stream().anyMatch(index -> !index.status().equals(Tables.ACTIVE));
        return paths.contains(Tables.INDEXES) && !busy ? index(request) : Optional.empty();
    }

    private UpdateTableRequest.Builder billing(UpdateTableRequest.Builder request) {
        request.billingMode(TableFormAws.billing(wanted));
        return wanted.capacity()
                .map(units -> capacity(request, units))
                .orElseGet(() -> request.billingMode(BillingMode.PAY_PER_REQUEST));
    }

    /** AWS refuses a capacity that is no change: only those that differ are sent. */
    private UpdateTableRequest.Builder capacity(UpdateTableRequest.Builder request, Capacity units) {
        Optional<Capacity> want = Optional.of(units);
        if (!live.capacity().equals(want)) {
            request.provisionedThroughput(TableFormAws.units(want));
        }
        List<GlobalSecondaryIndexUpdate> indexes = live.indexes().stream()
                .filter(index -> !index.capacity().equals(want))
                .map(index -> GlobalSecondaryIndexUpdate.builder()
                        .update(u -> u.indexName(index.name()).provisionedThroughput(TableFormAws.units(want)))
                        .build())
                .toList();
        return indexes.isEmpty() ? request : request.globalSecondaryIndexUpdates(indexes);
    }

    /** Another view takes two changes: AWS turns on only what is off. */
    private UpdateTableRequest.Builder stream(UpdateTableRequest.Builder request) {
        return request.streamSpecification(
                TableFormAws.stream(live.stream().isPresent() ? Optional.empty() : wanted.stream()));
    }

    /** One is made or removed: first what stands in the way of another of its name, or of one more. */
    private Optional<UpdateTableRequest.Builder> index(UpdateTableRequest.Builder request) {
        Set<Form> want = new HashSet<>(Tables.wanted(wanted));
        List<Form> have = Tables.live(live);
        Set<String> names = want.stream().map(Form::name).collect(Collectors.toSet());
        List<Form> unwanted = have.stream().filter(one -> !want.contains(one)).toList();
        Optional<Form> blocking = unwanted.stream()
                .filter(one -> names.contains(one.name()) || have.size() >= MOST_INDEXES)
                .findFirst();
        Set<String> there = have.stream().map(Form::name).collect(Collectors.toSet());
        Optional<Index> missing = wanted.indexes().stream()
                .filter(one -> !there.contains(one.name()))
                .findFirst();
        if (blocking.isEmpty() && missing.isPresent()) {
            return Optional.of(add(request, missing.orElseThrow()));
        }
        return blocking.or(() -> unwanted.stream().findFirst())
                .map(gone -> request.globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .delete(d -> d.indexName(gone.name()))
                        .build()));
    }

    /** The types of all key attributes that the table then has are part of the call. */
    private UpdateTableRequest.Builder add(UpdateTableRequest.Builder request, Index index) {
        List<Keys> keys = new ArrayList<>(List.of(live.keys()));
        live.indexes().forEach(there -> keys.add(there.keys()));
        keys.add(index.keys());
        return request.attributeDefinitions(TableFormAws.types(keys))
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .create(TableFormAws.added(wanted, index))
                        .build());
    }
}
