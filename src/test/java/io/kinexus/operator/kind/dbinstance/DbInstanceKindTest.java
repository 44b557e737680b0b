package io.kinexus.operator.kind.dbinstance;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.environment.WeeklyWindow;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.sandbox.rds.RdsSandbox;
import io.kinexus.operator.support.DataNetwork;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.ApplyMethod;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.Parameter;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class DbInstanceKindTest extends ResourceKindContract<DbInstanceSpec, DbInstanceLive> {
    private static final Attempt ONE = new Attempt("00000000-0000-0000-0000-000000000003");
    /** Monday, and the Sunday after it within the window. */
    private static final Instant BEFORE = Instant.parse("2026-01-05T15:00:00Z");

    private static final Instant WITHIN = Instant.parse("2026-01-11T04:40:00Z");
    private static final String CANARY = "canary-4711-canary";

    private String group = "sg-none";

    @Override
    protected ResourceKind<DbInstanceSpec, DbInstanceLive> kind() {
        return new DbInstanceKind();
    }

    @Override
    protected void given(Scope scope) {
        DataNetwork network = DataNetwork.make(scope);
        group = network.groupId();
        scope.client(RdsClient.class).createDBSubnetGroup(r -> r.dbSubnetGroupName("subnets")
                .dbSubnetGroupDescription("subnets")
                .subnetIds(network.subnetIds()));
        scope.client(RdsClient.class).createDBParameterGroup(r -> r.dbParameterGroupName("orders-postgres15")
                .dbParameterGroupFamily("postgres15")
                .description("orders"));
        scope.client(SecretsManagerClient.class).createSecret(r -> r.name("orders/login")
                .secretString("{\"username\":\"kinexus\",\"password\":\"" + CANARY + "\"}"));
    }

    @Override
    protected Declared<DbInstanceSpec> wanted() {
        return wanted("15", "db.t3.medium", 100, false);
    }

    @Override
    protected Declared<DbInstanceSpec> changed() {
        DbInstanceSpec before = wanted().spec();
        return wanted().spec(new DbInstanceSpec(
                before.name(),
                "postgres",
                Optional.of("15"),
                "db.t3.large",
                200,
                Optional.of(2000),
                "gp2",
                Optional.empty(),
                true,
                true,
                14,
                Optional.of("01:00-02:00"),
                Optional.of("mon:04:30-mon:05:30"),
                "subnets",
                List.of(group),
                true,
                "orders/login",
                Optional.of("kinexus"),
                Optional.empty(),
                Optional.of(5433),
                Optional.of("orders-postgres15"),
                List.of("postgresql"),
                false));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateDbInstanceRequest.builder().build(),
                ModifyDbInstanceRequest.builder().build());
    }

    @Test
    void thereIsNoHostBeforeTheInstanceIs() {
        given(look());
        kind().creator().orElseThrow().create(look(), wanted(), ONE);
        Observation.Present<DbInstanceLive> early = present(wanted());
        assertThat(early.settled()).isFalse();
        assertThat(kind().outputs(early.live())).containsKey("arn").doesNotContainKeys("host", "port");
        through().settle();
        assertThat(kind().outputs(present(wanted()).live()))
                .containsEntry("port", "5432")
                .hasEntrySatisfying("host", host -> assertThat(host).startsWith("orders."));
    }

    @Test
    void aMajorAloneGetsTheNewestMinor() {
        given(look());
        create(wanted(), ONE);
        assertThat(present(wanted()).live().version().text()).isEqualTo("15.15");
    }

    @Test
    void aMinorThatIsNoLongerOfferedIsRefusedWithTheNearest() {
        Declared<DbInstanceSpec> old = wanted("15.4", "db.t3.medium", 100, false);
        assertThat(observed(old))
                .isEqualTo(
                        Observation.unreadable("AWS does not offer postgres 15.4; the nearest that it does is 15.12"));
        given(look());
        assertThat(kind().creator().orElseThrow().create(look(), old, ONE)).isInstanceOf(Outcome.Terminal.class);
    }

    @ParameterizedTest
    @CsvSource({
        "15,    15.12, true",
        "15.12, 15.12, true",
        "15.12, 15.14, true",
        "15.14, 15.12, false",
        "15.4,  15.12, true",
        "16,    15.12, false",
        "14,    15.12, false",
        "1,     15.12, false"
    })
    void minorVersionsBelongToAws(String stated, String live, boolean satisfied) {
        assertThat(new EngineVersion("postgres", stated).satisfiedBy(new EngineVersion("postgres", live)))
                .isEqualTo(satisfied);
    }

    @ParameterizedTest
    @CsvSource({"8.0, 8.0.42, true", "8.0, 8.4.7, false", "8.0.40, 8.0.42, true", "8.0.44, 8.0.42, false"})
    void mysqlHasTwoNumbersInItsMajor(String stated, String live, boolean satisfied) {
        assertThat(new EngineVersion("mysql", stated).satisfiedBy(new EngineVersion("mysql", live)))
                .isEqualTo(satisfied);
    }

    @Test
    void storageThatAwsGrewIsNoDifference() {
        given(look());
        create(wanted(), ONE);
        rds().fill("orders", 95);
        through().settle();
        assertThat(present(wanted()).live().allocatedGib()).isEqualTo(110);
        assertInSync(wanted());
    }

    @Test
    void aMinorUpgradeByAwsIsNoDifference() {
        given(look());
        create(wanted("15.12", "db.t3.medium", 100, false), ONE);
        rds().upgrade("orders", "15.15");
        assertInSync(wanted("15.12", "db.t3.medium", 100, false));
    }

    /** First what may be done at once; in the window a snapshot, and after it the rest. */
    @Override
    @Test
    protected void updatedIsInSync() {
        given(look());
        create(wanted(), ONE);
        assertThat(at(BEFORE, changed())).isInstanceOf(Outcome.Done.class);
        through().settle();
        assertThat(rds().instances().get(0).dbInstanceClass()).isEqualTo("db.t3.medium");
        assertThat(rds().instances().get(0).allocatedStorage()).isEqualTo(200);
        assertThat(rds().instances().get(0).dbParameterGroups().get(0).parameterApplyStatus())
                .isEqualTo("pending-reboot");
        Instant inTheNewWindow = Instant.parse("2026-01-12T04:40:00Z");
        assertThat(at(inTheNewWindow, changed())).isInstanceOf(Outcome.Waiting.class);
        through().settle();
        assertThat(at(inTheNewWindow, changed())).isInstanceOf(Outcome.Done.class);
        through().settle();
        assertInSync(changed());
    }

    @Test
    void aNewClassWaitsForTheWindowAndForASnapshotThatIsWhole() {
        given(look());
        create(wanted(), ONE);
        Declared<DbInstanceSpec> larger = wanted("15", "db.t3.large", 100, false);
        assertThat(kind().window(larger.spec(), present(larger).live(), changes(larger)))
                .contains(WeeklyWindow.parse("sun:04:30-sun:05:30"));
        assertThat(at(BEFORE, larger)).asString().contains("from 2026-01-11T04:30:00Z on");
        assertThat(snapshots()).isEmpty();
        assertThat(at(WITHIN, larger)).asString().contains("snapshot orders-before-20260111 is being made");
        sandbox().advance(Duration.ofMinutes(1));
        assertThat(at(WITHIN, larger)).asString().contains("snapshot orders-before-20260111 is creating");
        assertThat(rds().instances().get(0).dbInstanceClass()).isEqualTo("db.t3.medium");
        through().settle();
        assertThat(at(WITHIN, larger)).isInstanceOf(Outcome.Done.class);
        assertThat(snapshots()).hasSize(1);
        through().settle();
        assertThat(rds().instances().get(0).dbInstanceClass()).isEqualTo("db.t3.large");
        assertInSync(larger);
    }

    @Test
    void whatDoesNotInterruptIsNotKeptWaiting() {
        given(look());
        create(wanted(), ONE);
        Declared<DbInstanceSpec> both = wanted("15", "db.t3.large", 100, true);
        assertThat(kind().window(both.spec(), present(both).live(), changes(both)))
                .isEmpty();
        assertThat(at(BEFORE, both)).isInstanceOf(Outcome.Done.class);
        through().settle();
        assertThat(rds().instances().get(0).dbInstanceClass()).isEqualTo("db.t3.medium");
        assertThat(rds().instances().get(0).deletionProtection()).isTrue();
    }

    @Test
    void aStaticParameterIsRebootedForInTheWindow() {
        given(look());
        Declared<DbInstanceSpec> own = wanted("15", "db.t3.medium", 100, false, "orders-postgres15", false);
        create(own, ONE);
        look().client(RdsClient.class).modifyDBParameterGroup(r -> r.dbParameterGroupName("orders-postgres15")
                .parameters(Parameter.builder()
                        .parameterName("max_connections")
                        .parameterValue("200")
                        .applyMethod(ApplyMethod.PENDING_REBOOT)
                        .build()));
        assertThat(changes(own).toString()).contains("pending-reboot");
        assertThat(at(BEFORE, own)).isInstanceOf(Outcome.Waiting.class);
        at(WITHIN, own);
        through().settle();
        assertThat(at(WITHIN, own)).isInstanceOf(Outcome.Done.class);
        through().settle();
        assertInSync(own);
        assertThat(snapshots()).hasSize(1);
    }

    @Test
    void anotherMajorComesWithItsParametersWhereItIsAllowed() {
        given(look());
        create(wanted(), ONE);
        Declared<DbInstanceSpec> next = wanted("16", "db.t3.medium", 100, false, "default.postgres16", true);
        assertThat(kind().impossible(next.spec(), present(next).live(), changes(next)))
                .isEmpty();
        at(WITHIN, next);
        through().settle();
        assertThat(at(WITHIN, next)).isInstanceOf(Outcome.Done.class);
        through().settle();
        assertInSync(next);
        assertThat(present(next).live().version().text()).isEqualTo("16.11");
    }

    @Test
    void aDiskGrowsByATenthOrMore() {
        given(look());
        create(wanted(), ONE);
        Declared<DbInstanceSpec> little = wanted("15", "db.t3.medium", 105, false);
        assertThat(kind().impossible(little.spec(), present(little).live(), changes(little)))
                .hasValueSatisfying(why -> assertThat(why).contains("declare storage.gib: 110 or more"));
    }

    @Test
    void storageIsNeverShrunk() {
        given(look());
        create(wanted(), ONE);
        assertInSync(wanted("15", "db.t3.medium", 50, false));
    }

    @Test
    void anotherMajorIsRefusedInWords() {
        given(look());
        create(wanted(), ONE);
        Declared<DbInstanceSpec> next = wanted("16", "db.t3.medium", 100, false);
        Diff.Drifted drift = (Diff.Drifted)
                kind().fields().compare(next.spec(), present(next).live());
        assertThat(kind().impossible(next.spec(), present(next).live(), drift.changes()))
                .hasValueSatisfying(why -> assertThat(why).contains("declare allowMajorVersionUpgrade: true"));
        Declared<DbInstanceSpec> back = wanted("14", "db.t3.medium", 100, false);
        Diff.Drifted earlier = (Diff.Drifted)
                kind().fields().compare(back.spec(), present(back).live());
        assertThat(kind().impossible(back.spec(), present(back).live(), earlier.changes()))
                .hasValueSatisfying(why -> assertThat(why).contains("RDS does not go back"));
    }

    @Test
    void storageThatGrewOrIsDeclaredSmallerIsShownAndLeftAlone() {
        given(look());
        create(wanted("15", "db.t3.medium", 100, false), ONE);
        Declared<DbInstanceSpec> less = wanted("15", "db.t3.medium", 50, false);
        assertThat(kind().fields().compare(less.spec(), present(less).live()))
                .isInstanceOfSatisfying(Diff.InSync.class, same -> assertThat(same.yielded())
                        .anySatisfy(change -> assertThat(change.path()).isEqualTo("allocatedStorage")));
    }

    @Test
    void whatIsProtectedIsNotDeleted() {
        given(look());
        create(wanted("15", "db.t3.medium", 100, true), ONE);
        DbInstanceLive live = present(wanted()).live();
        assertThat(kind().deleter().orElseThrow().delete(look(), wanted().id(), live, ONE))
                .isInstanceOf(Outcome.Terminal.class);
    }

    @Test
    void aLastSnapshotStays() {
        given(look());
        create(wanted(), ONE);
        delete(wanted());
        through().settle();
        assertThat(look().client(RdsClient.class).describeDBSnapshots().dbSnapshots())
                .singleElement()
                .satisfies(
                        snapshot -> assertThat(snapshot.dbSnapshotIdentifier()).startsWith("orders-final-"));
    }

    @Test
    void thePasswordIsInNothingThatCanBeShown() {
        given(look());
        create(wanted(), ONE);
        List<FieldChange> changes = ((Diff.Drifted) kind().fields()
                        .compare(changed().spec(), present(wanted()).live()))
                .changes();
        assertThat(Stream.of(
                        wanted(),
                        present(wanted()),
                        kind().outputs(present(wanted()).live()),
                        changes,
                        ((SandboxDoor) through()).sandbox().state()))
                .noneMatch(shown -> shown.toString().contains(CANARY));
    }

    @Test
    void aSecretThatIsNoLoginIsRefusedWithoutQuotingIt() {
        given(look());
        look().client(SecretsManagerClient.class)
                .putSecretValue(r -> r.secretId("orders/login").secretString("{\"password\": " + CANARY));
        Outcome outcome = kind().creator().orElseThrow().create(look(), wanted(), ONE);
        assertThat(outcome).isInstanceOf(Outcome.Terminal.class);
        assertThat(outcome.toString()).doesNotContain(CANARY);
    }

    @Test
    void anExistingOneIsFoundByItsArn() {
        given(look());
        create(wanted(), ONE);
        String arn = present(wanted()).live().arn();
        Declared<DbInstanceSpec> pointed = Declared.of(
                        ResourceId.of("test", "db-instance", "theirs"),
                        DeclarationId.of("database", "theirs"),
                        DbInstanceSpec.pointedAt("theirs"))
                .existing(arn);
        Observation.Present<DbInstanceLive> seen = present(pointed);
        assertThat(seen.ours()).isFalse();
        assertThat(kind().outputs(seen.live())).containsKeys("host", "port", "securityGroupId");
    }

    private Outcome at(Instant when, Declared<DbInstanceSpec> one) {
        return kind().updater()
                .orElseThrow()
                .update(
                        look(),
                        one,
                        present(one).live(),
                        changes(one),
                        new Attempt("00000000-0000-0000-0000-000000000004", Duration.ZERO, when));
    }

    private List<FieldChange> changes(Declared<DbInstanceSpec> one) {
        return ((Diff.Drifted) kind().fields().compare(one.spec(), present(one).live())).changes();
    }

    private List<DBSnapshot> snapshots() {
        return look().client(RdsClient.class).describeDBSnapshots().dbSnapshots();
    }

    private RdsSandbox rds() {
        return ((SandboxDoor) through())
                .sandbox()
                .account("123456789012", "us-east-1")
                .service(RdsSandbox.class);
    }

    private Declared<DbInstanceSpec> wanted(String version, String type, int gib, boolean isProtected) {
        return wanted(version, type, gib, isProtected, "default.postgres15", false);
    }

    private Declared<DbInstanceSpec> wanted(
            String version, String type, int gib, boolean isProtected, String parameters, boolean major) {
        return Declared.of(
                ResourceId.of("test", "db-instance", "orders"),
                DeclarationId.of("database", "orders"),
                new DbInstanceSpec(
                        "orders",
                        "postgres",
                        Optional.of(version),
                        type,
                        gib,
                        Optional.of(1000),
                        "gp3",
                        Optional.empty(),
                        false,
                        true,
                        7,
                        Optional.of("03:00-04:00"),
                        Optional.of("sun:04:30-sun:05:30"),
                        "subnets",
                        List.of(group),
                        isProtected,
                        "orders/login",
                        Optional.of("kinexus"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(parameters),
                        List.of(),
                        major));
    }
}
