package io.kinexus.operator.kind.dbinstance;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Restorer;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceToPointInTimeRequest;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/**
 * A second instance with the data of the first, in its network, behind its security groups, with its parameters, and not
 * public. It carries the environment's tag and no resource's: no turn takes it for something that is not declared any more.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBInstanceToPointInTime.html">RestoreDBInstanceToPointInTime</a>
 */
final class DbRestoreAws implements Restorer<DbInstanceSpec> {
    private static final String OF = "kinexus:restored-from";
    private static final String BEGAN = "kinexus:restore-began";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmm").withZone(ZoneOffset.UTC);
    private static final int LONGEST = 63;

    @Override
    public String copy(Declared<DbInstanceSpec> original, Instant now) {
        String end = "-restored-" + STAMP.format(now);
        String name = name(original);
        String head = name.substring(0, Math.min(name.length(), LONGEST - end.length()));
        return (head.endsWith("-") ? head.substring(0, head.length() - 1) : head) + end;
    }

    @Override
    public Outcome restore(Scope scope, Declared<DbInstanceSpec> original, Optional<Instant> at, String copy) {
        return AwsFailures.attempt(() -> {
            String name = name(original);
            Optional<DBInstance> source = find(scope, name);
            if (source.isEmpty()) {
                return Outcome.terminal(
                        "NothingToRestoreBeside",
                        "database " + name + " is not there: there is nothing to restore beside");
            }
            DBInstance live = source.orElseThrow();
            Instant newest = live.latestRestorableTime();
            if (newest == null) {
                return Outcome.terminal(
                        "NoAutomatedBackups",
                        "database " + name + " has no automated backups yet; declare backup with a retention");
            }
            if (at.filter(newest::isBefore).isPresent()) {
                return Outcome.terminal(
                        "TooNew",
                        "database " + name + " can be restored as it was until " + newest
                                + ", and not later; leave --at" + " out for that moment");
            }
            begin(scope, original, live, at, copy);
            return Outcome.done();
        });
    }

    private static void begin(
            Scope scope, Declared<DbInstanceSpec> original, DBInstance live, Optional<Instant> at, String copy) {
        RestoreDbInstanceToPointInTimeRequest request = RestoreDbInstanceToPointInTimeRequest.builder()
                .sourceDBInstanceIdentifier(live.dbInstanceIdentifier())
                .targetDBInstanceIdentifier(copy)
                .restoreTime(at.orElse(null))
                .useLatestRestorableTime(at.isPresent() ? null : true)
                .dbInstanceClass(live.dbInstanceClass())
                .dbSubnetGroupName(live.dbSubnetGroup().dbSubnetGroupName())
                .vpcSecurityGroupIds(live.vpcSecurityGroups().stream()
                        .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
                        .toList())
                .dbParameterGroupName(
                        live.dbParameterGroups().isEmpty()
                                ? null
                                : live.dbParameterGroups().get(0).dbParameterGroupName())
                .multiAZ(false)
                .publiclyAccessible(false)
                .deletionProtection(false)
                .copyTagsToSnapshot(true)
                .tags(tags(scope, original))
                .build();
        try {
            scope.client(RdsClient.class).restoreDBInstanceToPointInTime(request);
        } catch (SdkException failure) {
            // Begun before under this name.
            if (!AwsFailures.is(failure, "DBInstanceAlreadyExists", "DBInstanceAlreadyExistsFault")) {
                throw failure;
            }
        }
    }

    private static List<Tag> tags(Scope scope, Declared<DbInstanceSpec> original) {
        Map<String, String> tags = new HashMap<>(scope.tags());
        tags.put(Ownership.ENVIRONMENT, scope.environment());
        tags.put(OF, original.from().toString());
        tags.put(BEGAN, scope.now().toString());
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    @Override
    public Optional<Copy> look(Scope scope, String copy) {
        return find(scope, copy).flatMap(one -> {
            DbInstanceLive live = DbInstanceReadingAws.of(one);
            boolean ours = scope.environment().equals(live.tags().get(Ownership.ENVIRONMENT));
            return Optional.ofNullable(live.tags().get(OF))
                    .filter(of -> ours)
                    .map(of -> new Copy(
                            live.name(),
                            of,
                            live.status(),
                            live.status().equals("available"),
                            DbInstances.failed(live),
                            Optional.ofNullable(live.tags().get(BEGAN))
                                    .map(Instant::parse)
                                    .orElse(scope.now()),
                            DbInstances.outputs(live)));
        });
    }

    private static Optional<DBInstance> find(Scope scope, String name) {
        try {
            return scope
                    .client(RdsClient.class)
                    .describeDBInstances(r -> r.dbInstanceIdentifier(name))
                    .dbInstances()
                    .stream()
                    .findFirst();
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "DBInstanceNotFound", "DBInstanceNotFoundFault")) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static String name(Declared<DbInstanceSpec> original) {
        String given = original.existing().orElse(original.spec().name());
        return given.substring(given.lastIndexOf(':') + 1);
    }
}
