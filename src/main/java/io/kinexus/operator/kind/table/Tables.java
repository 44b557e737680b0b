package io.kinexus.operator.kind.table;

import static io.kinexus.operator.core.diff.Field.exact;
import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.diff.Match;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.kind.table.TableSpec.Capacity;
import io.kinexus.operator.kind.table.TableSpec.Keys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a table is to us: its table of fields, its permissions. Pure. */
final class Tables {
    static final KindName NAME = new KindName("table");
    /** The table, its backups and its expiry: AWS has no batch for any of them. */
    static final Floor FLOOR = new Floor(0, 3);

    static final String ACTIVE = "ACTIVE";
    static final String CAPACITY = "provisionedThroughput";
    static final String INDEXES = "globalSecondaryIndexes";
    static final String RECOVERY = "pointInTimeRecoverySpecification";
    static final String EXPIRY = "timeToLiveSpecification";
    static final String STREAM = "streamSpecification";
    static final String ENCRYPTION = "sSESpecification";
    static final String PROTECTION = "deletionProtectionEnabled";

    private static final String NAMED = "arn:aws:dynamodb:${region}:${account}:table/${name}";
    private static final String ANY = "arn:aws:dynamodb:${region}:${account}:table/*";
    private static final Set<String> LOST = Set.of("INACCESSIBLE_ENCRYPTION_CREDENTIALS", "ARCHIVED", "ARCHIVING");

    static final Fields<TableSpec, TableLive> FIELDS = Fields.<TableSpec, TableLive>table()
            .row(Field.<TableSpec, TableLive, Keys>field("keySchema", TableSpec::keys, TableLive::keys)
                    .effect(Effect.REPLACE))
            .row(Field.<TableSpec, TableLive, List<Form>>field(INDEXES, Tables::wanted, Tables::live)
                    .matching(Match.unordered())
                    .showing(Tables::text))
            .row(Field.<TableSpec, TableLive, Boolean>field(
                            "billingMode", spec -> spec.capacity().isEmpty(), live -> live.capacity()
                                    .isEmpty())
                    .showing(onDemand -> onDemand ? "PAY_PER_REQUEST" : "PROVISIONED"))
            .row(Field.<TableSpec, TableLive, Throughput>stated(CAPACITY, Tables::throughput, Tables::throughput)
                    .showing(Throughput::toString))
            .row(Field.<TableSpec, TableLive, Boolean>field(
                            RECOVERY, TableSpec::pointInTimeRecovery, TableLive::restorable)
                    .showing(on -> on ? "on" : "off"))
            .row(exact(EXPIRY, TableSpec::expiry, TableLive::expiry))
            .row(Field.<TableSpec, TableLive, Boolean>field(ENCRYPTION, TableSpec::accountKey, live -> live.encryption()
                            .isPresent())
                    .showing(own -> own ? "aws/dynamodb" : "DynamoDB's own key"))
            .row(exact(STREAM, TableSpec::stream, TableLive::view))
            .row(field(PROTECTION, TableSpec::deletionProtection, TableLive::deletionProtection))
            .unmanaged("tableName", "its identity")
            .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
            .unmanaged(
                    "attributeDefinitions", "the types of key attributes, compared with the keys that they belong to")
            .unmanaged("globalSecondaryIndexUpdates", "how indexes change, compared as " + INDEXES)
            .unmanaged("localSecondaryIndexes", "made with the table only, and bound to one partition: not declared")
            .unmanaged("tableClass", "STANDARD; infrequent access is not declared")
            .unmanaged("warmThroughput", "AWS's own figure, which follows the traffic")
            .unmanaged("onDemandThroughput", "no upper limit on requests is declared")
            .unmanaged("resourcePolicy", "who may use it is said by the roles of services and functions")
            .unmanaged("replicaUpdates", "copies in other regions are not declared")
            .unmanaged("multiRegionConsistency", "copies in other regions are not declared")
            .unmanaged("globalTableWitnessUpdates", "copies in other regions are not declared")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("dynamodb:DescribeTable", ANY).because("what is left over is looked at too"),
            Permission.on("dynamodb:DescribeContinuousBackups", ANY).because("what is left over is looked at too"),
            Permission.on("dynamodb:DescribeTimeToLive", ANY).because("what is left over is looked at too"),
            Permission.on("dynamodb:ListTagsOfResource", NAMED),
            Permission.on("dynamodb:CreateTable", NAMED),
            Permission.on("dynamodb:TagResource", NAMED),
            Permission.on("dynamodb:UpdateTable", NAMED),
            Permission.on("dynamodb:UpdateContinuousBackups", NAMED),
            Permission.on("dynamodb:UpdateTimeToLive", NAMED),
            Permission.anywhere("dynamodb:ListBackups", "the action has no resource-level permissions"),
            Permission.on("dynamodb:CreateBackup", ANY).because("what is left over gets a last backup too"),
            Ownership.only(Permission.on("dynamodb:DeleteTable", ANY)),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private Tables() {}

    /** What tells one index from another, without what changes by itself. */
    record Form(String name, Keys keys, String projection) {
        @Override
        public String toString() {
            return name + ": " + keys + (projection.equals("ALL") ? "" : ", of " + projection);
        }
    }

    /** The capacity of the table and of its indexes by name, as far as those are there. */
    private record Throughput(Capacity table, Map<String, Capacity> indexes) {
        /** Of an index that is not there yet nothing is wanted: it is made with its capacity. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Throughput have
                    && table.equals(have.table)
                    && have.indexes.entrySet().stream().allMatch(index -> index.getValue()
                            .equals(indexes.getOrDefault(index.getKey(), index.getValue())));
        }

        @Override
        public int hashCode() {
            return table.hashCode();
        }

        @Override
        public String toString() {
            boolean alike = indexes.values().stream().allMatch(table::equals);
            return alike ? table.toString() : table + "; " + indexes;
        }
    }

    static List<Form> wanted(TableSpec spec) {
        return spec.indexes().stream()
                .map(index -> new Form(index.name(), index.keys(), "ALL"))
                .toList();
    }

    /** Without those that are going: nothing is left to be done about them. */
    static List<Form> live(TableLive live) {
        return live.indexes().stream()
                .filter(index -> !index.status().equals("DELETING"))
                .map(index -> new Form(index.name(), index.keys(), index.projection()))
                .toList();
    }

    private static String text(List<Form> indexes) {
        return indexes.isEmpty()
                ? "(none)"
                : String.join("; ", indexes.stream().map(Form::toString).toList());
    }

    private static Optional<Throughput> throughput(TableSpec spec) {
        Map<String, Capacity> indexes = new LinkedHashMap<>();
        spec.capacity().ifPresent(units -> spec.indexes().forEach(index -> indexes.put(index.name(), units)));
        return spec.capacity().map(units -> new Throughput(units, indexes));
    }

    private static Throughput throughput(TableLive live) {
        Map<String, Capacity> indexes = new LinkedHashMap<>();
        live.indexes().forEach(index -> index.capacity().ifPresent(units -> indexes.put(index.name(), units)));
        return new Throughput(live.capacity().orElse(new Capacity(0, 0)), indexes);
    }

    /** An index that is being filled holds nothing up but the next index; a large one takes hours. */
    static boolean settled(TableLive live) {
        return LOST.contains(live.status())
                || (live.status().equals(ACTIVE)
                        && live.indexes().stream()
                                .allMatch(index -> index.status().equals(ACTIVE)));
    }

    static Verdict health(TableLive live) {
        return LOST.contains(live.status())
                ? Verdict.unhealthy("table " + live.name() + " is " + live.status())
                : Verdict.healthy();
    }

    static Map<String, String> outputs(TableLive live) {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("arn", live.arn());
        outputs.put("name", live.name());
        live.stream().ifPresent(stream -> outputs.put("streamArn", stream.arn()));
        return outputs;
    }

    /**
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html">Deletion
     *     protection</a>
     */
    static Optional<String> guarded(TableLive live) {
        return live.deletionProtection()
                ? Optional.of("deletion protection of table " + live.name()
                        + " is on; declare it with deletionProtection: false, let that be applied, then go on"
                        + " with a permit")
                : Optional.empty();
    }
}
