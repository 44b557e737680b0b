package io.kinexus.operator.kind.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.kind.table.TableSpec.Capacity;
import io.kinexus.operator.kind.table.TableSpec.Index;
import io.kinexus.operator.kind.table.TableSpec.Keys;
import io.kinexus.operator.kind.table.TableSpec.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BackupTypeFilter;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

class TableKindTest extends ResourceKindContract<TableSpec, TableLive> {
    private static final Attempt ONE = new Attempt("00000000-0000-0000-0000-000000000003");
    private static final Attempt TWO = new Attempt("00000000-0000-0000-0000-000000000004");
    private static final String NAME = "kinexus-documents";
    private static final Keys KEYS = new Keys(new Part("documentId", "S"), Optional.of(new Part("version", "N")));
    private static final Index BY_TENANT = index("by-tenant", "tenantId");
    private static final Index BY_OWNER = index("by-owner", "owner");
    private static final int MOST_TURNS = 10;

    @Override
    protected ResourceKind<TableSpec, TableLive> kind() {
        return new TableKind();
    }

    @Override
    protected Declared<TableSpec> wanted() {
        return of(new TableSpec(
                NAME,
                KEYS,
                List.of(BY_TENANT),
                Optional.empty(),
                false,
                Optional.empty(),
                false,
                Optional.empty(),
                false));
    }

    @Override
    protected Declared<TableSpec> changed() {
        return of(new TableSpec(
                NAME,
                KEYS,
                List.of(BY_OWNER),
                Optional.of(new Capacity(5, 2)),
                true,
                Optional.of("expires"),
                true,
                Optional.of("NEW_IMAGE"),
                true));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateTableRequest.builder().build(),
                UpdateTableRequest.builder().build(),
                UpdateContinuousBackupsRequest.builder().build(),
                UpdateTimeToLiveRequest.builder().build());
    }

    /** AWS takes one thing a call: as many turns as it needs, and none fails. */
    @Override
    @Test
    protected void updatedIsInSync() {
        create(wanted(), ONE);
        converge(changed());
        assertInSync(changed());
        assertThat(kind().outputs(present(changed()).live())).containsKeys("arn", "name", "streamArn");
    }

    @Test
    void everythingThatATableCanHaveIsCreated() {
        create(changed(), ONE);
        converge(changed());
        assertInSync(changed());
    }

    @Test
    void oneIndexIsMadeOrRemovedAtATimeAndTheNextWaits() {
        create(wanted(), ONE);
        TableSpec spec = wanted().spec();
        Declared<TableSpec> three = indexed(spec, BY_TENANT, BY_OWNER, index("by-size", "size"));
        assertThat(once(three)).isInstanceOf(Outcome.Done.class);
        sandbox().advance(Duration.ofSeconds(30));
        assertThat(present(three).settled()).as("an index is being filled").isFalse();
        assertThat(once(three)).isInstanceOf(Outcome.Waiting.class).asString().contains("AWS takes one at a time");
        converge(three);
        assertInSync(three);
        Declared<TableSpec> other =
                indexed(spec, new Index("by-owner", index("x", "tenantId").keys()));
        converge(other);
        assertInSync(other);
    }

    @Test
    void anotherKeyIsAnotherTable() {
        create(wanted(), ONE);
        TableSpec spec = wanted().spec();
        TableSpec other = new TableSpec(
                NAME,
                new Keys(new Part("documentId", "B"), Optional.empty()),
                spec.indexes(),
                spec.capacity(),
                false,
                Optional.empty(),
                false,
                Optional.empty(),
                false);
        Diff diff = kind().fields().compare(other, present(wanted()).live());
        assertThat(diff).isInstanceOfSatisfying(Diff.Drifted.class, drift -> assertThat(drift.changes())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.effect()).isEqualTo(Effect.REPLACE);
                    assertThat(change.before()).isEqualTo("documentId (S), version (N)");
                }));
        assertThat(kind().stateful()).isTrue();
    }

    @Test
    void expiryChangesOnceAnHour() {
        create(wanted(), ONE);
        converge(expiring("a"));
        assertThat(once(expiring("b"))).isInstanceOf(Outcome.Waiting.class);
        sandbox().advance(Duration.ofMinutes(30));
        assertThat(once(expiring("b")))
                .isInstanceOf(Outcome.Waiting.class)
                .asString()
                .contains("once an hour");
        for (int hour = 0; hour < 3; hour++) {
            sandbox().advance(Duration.ofMinutes(61));
            once(expiring("b"));
        }
        assertInSync(expiring("b"));
    }

    @Test
    void nothingGoesWithoutALastBackup() {
        create(wanted(), ONE);
        TableLive live = present(wanted()).live();
        assertThat(kind().deleter().orElseThrow().delete(look(), wanted().id(), live, ONE))
                .isInstanceOf(Outcome.Waiting.class)
                .asString()
                .contains("last backup");
        through().settle();
        assertThat(kind().deleter().orElseThrow().delete(look(), wanted().id(), live, TWO))
                .isInstanceOf(Outcome.Done.class);
        through().settle();
        assertThat(backups(BackupTypeFilter.USER)).hasSize(1).allMatch(name -> name.startsWith(NAME + "-final-"));
    }

    @Test
    void awsTakesTheLastBackupOfATableThatItCanRestoreToAPointInTime() {
        TableSpec spec = wanted().spec();
        Declared<TableSpec> restorable = of(new TableSpec(
                NAME, KEYS, spec.indexes(), spec.capacity(), true, Optional.empty(), false, Optional.empty(), false));
        create(restorable, ONE);
        converge(restorable);
        assertThat(kind().deleter()
                        .orElseThrow()
                        .delete(look(), restorable.id(), present(restorable).live(), ONE))
                .isInstanceOf(Outcome.Done.class);
        assertThat(backups(BackupTypeFilter.SYSTEM)).hasSize(1);
    }

    @Test
    void aProtectedOneSaysWhatToDoFirst() {
        create(changed(), ONE);
        assertThat(kind().guarded(present(changed()).live()))
                .hasValueSatisfying(text -> assertThat(text).contains("deletionProtection: false"));
    }

    private List<String> backups(BackupTypeFilter type) {
        return look().client(DynamoDbClient.class).listBackups(r -> r.backupType(type)).backupSummaries().stream()
                .map(backup -> backup.backupName())
                .toList();
    }

    private Outcome once(Declared<TableSpec> one) {
        TableLive live = present(one).live();
        Diff diff = kind().fields().compare(one.spec(), live);
        return diff instanceof Diff.Drifted drift
                ? kind().updater().orElseThrow().update(look(), one, live, drift.changes(), TWO)
                : Outcome.done();
    }

    private void converge(Declared<TableSpec> one) {
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            assertThat(once(one)).isNotInstanceOfAny(Outcome.Terminal.class, Outcome.Retryable.class);
            through().settle();
        }
    }

    private static Declared<TableSpec> expiring(String attribute) {
        return of(new TableSpec(
                NAME,
                KEYS,
                List.of(BY_TENANT),
                Optional.empty(),
                false,
                Optional.of(attribute),
                false,
                Optional.empty(),
                false));
    }

    private static Declared<TableSpec> indexed(TableSpec spec, Index... indexes) {
        return of(new TableSpec(
                NAME,
                KEYS,
                new ArrayList<>(List.of(indexes)),
                spec.capacity(),
                false,
                Optional.empty(),
                false,
                Optional.empty(),
                false));
    }

    private static Index index(String name, String attribute) {
        return new Index(name, new Keys(new Part(attribute, "S"), Optional.of(new Part("version", "N"))));
    }

    private static Declared<TableSpec> of(TableSpec spec) {
        return Declared.of(ResourceId.of("test", "table", NAME), DeclarationId.of("table", NAME), spec);
    }
}
