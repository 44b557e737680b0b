package io.kinexus.operator.sandbox.rds;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.Endpoint;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.RebootDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RebootDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.StartDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.StartDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.StopDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.StopDbInstanceResponse;

/**
 * Instances from creating to gone: about eight minutes to available, five to be deleted (both guesses from use). The
 * endpoint has an address only once the instance is there.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html">instance status</a>
 */
final class Instances {
    static final String AVAILABLE = "available";
    private static final Duration CREATING = Duration.ofMinutes(6);
    private static final Duration BACKING_UP = Duration.ofMinutes(2);
    private static final Duration DELETING = Duration.ofMinutes(5);
    private static final Duration REBOOTING = Duration.ofMinutes(1);
    private static final Duration STOPPING = Duration.ofMinutes(4);
    private static final Duration RESTORABLE = Duration.ofMinutes(5);

    private final Rds rds;
    private final NewInstance fresh;
    private final Snapshots snapshots;
    private final Replicas replicas;
    private final Parameters parameters;

    Instances(Rds rds, NewInstance fresh, Snapshots snapshots, Parameters parameters) {
        this.rds = rds;
        this.fresh = fresh;
        this.snapshots = snapshots;
        this.replicas = new Replicas(rds, fresh, this);
        this.parameters = parameters;
    }

    void install(Handlers handlers) {
        handlers.on(CreateDbInstanceRequest.class, this::create);
        handlers.failsLater(
                CreateDbInstanceRequest.class, CreateDbInstanceResponse.class, (request, answer) -> Optional.ofNullable(
                                rds.instances.get(answer.dbInstance().dbInstanceIdentifier()))
                        .ifPresent(one -> one.status("failed")));
        handlers.on(DescribeDbInstancesRequest.class, this::describe);
        handlers.on(DeleteDbInstanceRequest.class, this::delete);
        handlers.on(RebootDbInstanceRequest.class, this::reboot);
        handlers.on(StopDbInstanceRequest.class, this::stop);
        handlers.on(StartDbInstanceRequest.class, this::start);
        replicas.install(handlers);
        rds.account.clock().every(RESTORABLE, this::backUp);
    }

    private CreateDbInstanceResponse create(CreateDbInstanceRequest request) {
        StoredInstance one = fresh.of(request);
        begin(one, Rds.tags(request.tags()));
        return CreateDbInstanceResponse.builder().dbInstance(rds.shown(one)).build();
    }

    /** From here on it is there, and takes its time. */
    void begin(StoredInstance one, Map<String, String> tags) {
        rds.instances.put(one.id(), one);
        rds.tags().put(one.now.dbInstanceArn(), tags);
        attach(one);
        rds.account.clock().after(CREATING, () -> whileThere(one, () -> created(one)));
    }

    /** One interface; two with a standby. */
    private void attach(StoredInstance one) {
        DBSubnetGroup group = one.now.dbSubnetGroup();
        List<String> groups = one.now.vpcSecurityGroups().stream()
                .map(member -> member.vpcSecurityGroupId())
                .toList();
        group.subnets().stream()
                .limit(one.now.multiAZ() ? 2 : 1)
                .forEach(subnet -> one.interfaces.put(
                        rds.ec2()
                                .attach(subnet.subnetIdentifier(), groups, "interface", "RDSNetworkInterface")
                                .id(),
                        subnet.subnetIdentifier()));
    }

    private void created(StoredInstance one) {
        if (!one.is("creating")) {
            return;
        }
        one.set(b -> b.instanceCreateTime(rds.account.now())
                .endpoint(Endpoint.builder()
                        .address(address(one.id()))
                        .port(one.now.endpoint().port())
                        .hostedZoneId("Z2R2ITUGPM61AM")
                        .build()));
        if (one.now.backupRetentionPeriod() > 0) {
            one.status("backing-up");
            rds.account
                    .clock()
                    .after(
                            BACKING_UP,
                            () -> whileThere(one, () -> {
                                one.status(AVAILABLE);
                                one.set(b -> b.latestRestorableTime(rds.account.now()));
                            }));
        } else {
            one.status(AVAILABLE);
        }
    }

    private String address(String id) {
        return id + "." + rds.account.dice().hex(12) + "." + rds.account.region() + ".rds.amazonaws.com";
    }

    /** Logs are shipped every five minutes, so that is how far back one may have to go. */
    private void backUp() {
        rds.instances.values().stream()
                .filter(one -> one.is(AVAILABLE) && one.now.backupRetentionPeriod() > 0)
                .forEach(one -> one.set(b -> b.latestRestorableTime(rds.account.now())));
    }

    private DescribeDbInstancesResponse describe(DescribeDbInstancesRequest request) {
        List<StoredInstance> found = request.dbInstanceIdentifier() == null
                ? List.copyOf(rds.instances.values())
                : List.of(rds.instance(bare(request.dbInstanceIdentifier())));
        List<DBInstance> matching = found.stream()
                .filter(one -> request.filters().stream().allMatch(filter -> matches(filter, one.now)))
                .map(rds::shown)
                .toList();
        Pages.Page<DBInstance> page = Rds.page(matching, request.maxRecords(), request.marker());
        return DescribeDbInstancesResponse.builder()
                .dbInstances(page.items())
                .marker(page.next())
                .build();
    }

    /** An ARN is taken where an identifier is. */
    private static String bare(String id) {
        return id.startsWith("arn:") ? id.substring(id.lastIndexOf(':') + 1) : id;
    }

    private static boolean matches(Filter filter, DBInstance one) {
        String have =
                switch (String.valueOf(filter.name())) {
                    case "db-instance-id" -> one.dbInstanceIdentifier();
                    case "dbi-resource-id" -> one.dbiResourceId();
                    case "engine" -> one.engine();
                    case "db-cluster-id", "domain" -> "";
                    default -> throw Rds.value("Unrecognized filter name: " + filter.name());
                };
        return filter.values().stream().map(Instances::bare).anyMatch(have::equals);
    }

    private DeleteDbInstanceResponse delete(DeleteDbInstanceRequest request) {
        StoredInstance one = rds.instance(request.dbInstanceIdentifier());
        boolean skips = Boolean.TRUE.equals(request.skipFinalSnapshot());
        String last = request.finalDBSnapshotIdentifier();
        if (one.is("deleting")) {
            throw state("Instance " + one.id() + " is already being deleted.");
        }
        if (one.now.deletionProtection()) {
            throw Rds.combination(
                    "Cannot delete protected DB Instance, please disable deletion protection and try again.");
        }
        if (skips && last != null) {
            throw Rds.combination(
                    "FinalDBSnapshotIdentifier can not be specified when deleting with" + " SkipFinalSnapshot enabled");
        }
        if (!skips && one.now.readReplicaSourceDBInstanceIdentifier() != null) {
            throw Rds.combination("FinalDBSnapshotIdentifier cannot be specified when deleting a read replica");
        }
        if (!skips && last == null) {
            throw Rds.combination("FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.");
        }
        if (!skips && one.is("creating")) {
            throw state("Cannot create a snapshot because the database instance " + one.id()
                    + " is not currently in the available state.");
        }
        if (last != null) {
            snapshots.take(one, last, List.of());
        }
        one.status("deleting");
        rds.account.clock().after(DELETING, () -> whileThere(one, () -> gone(one)));
        return DeleteDbInstanceResponse.builder().dbInstance(rds.shown(one)).build();
    }

    private void gone(StoredInstance one) {
        replicas.gone(one);
        rds.instances.remove(one.id());
        rds.tags().forget(one.now.dbInstanceArn());
        one.interfaces.keySet().forEach(rds.ec2()::detach);
    }

    private RebootDbInstanceResponse reboot(RebootDbInstanceRequest request) {
        StoredInstance one = available(request.dbInstanceIdentifier());
        parameters.inSync(one);
        becomes(one, "rebooting", REBOOTING, AVAILABLE);
        return RebootDbInstanceResponse.builder().dbInstance(rds.shown(one)).build();
    }

    private StopDbInstanceResponse stop(StopDbInstanceRequest request) {
        StoredInstance one = available(request.dbInstanceIdentifier());
        becomes(one, "stopping", STOPPING, "stopped");
        return StopDbInstanceResponse.builder().dbInstance(rds.shown(one)).build();
    }

    private StartDbInstanceResponse start(StartDbInstanceRequest request) {
        StoredInstance one = rds.instance(request.dbInstanceIdentifier());
        if (!one.is("stopped")) {
            throw state("Instance " + one.id() + " is not stopped.");
        }
        becomes(one, "starting", STOPPING, AVAILABLE);
        return StartDbInstanceResponse.builder().dbInstance(rds.shown(one)).build();
    }

    private void becomes(StoredInstance one, String now, Duration within, String then) {
        one.status(now);
        rds.account
                .clock()
                .after(
                        within,
                        () -> whileThere(one, () -> {
                            if (one.is(now)) {
                                one.status(then);
                            }
                        }));
    }

    /** Nothing happens to an instance that has gone in the meantime. */
    private void whileThere(StoredInstance one, Runnable work) {
        if (rds.instances.get(one.id()) == one) {
            work.run();
        }
    }

    private StoredInstance available(String id) {
        return inState(rds.instance(id), () -> "Database instance is not in available state.");
    }

    private static StoredInstance inState(StoredInstance one, Supplier<String> otherwise) {
        if (!one.is(AVAILABLE)) {
            throw state(otherwise.get());
        }
        return one;
    }

    static AwsFault state(String message) {
        return AwsFault.badRequest("InvalidDBInstanceState", message);
    }

    /** Identifiers are kept in lower case. */
    static String lower(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
