package io.kinexus.operator.sandbox.rds;

import io.kinexus.operator.sandbox.Handlers;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.model.CloudwatchLogsExportConfiguration;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;

/**
 * Changes of instances: some at once, some in the maintenance window unless asked for immediately.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.DBInstance.Modifying.html">which is which</a>
 */
final class Changes {
    private static final Duration PASSWORD = Duration.ofMinutes(1);
    private static final Duration MODIFYING = Duration.ofMinutes(5);
    private static final Duration FULL_DISK_SEEN = Duration.ofMinutes(5);
    private static final double FULL = 0.9;
    private static final int LEAST_GROWTH = 10;

    private final Rds rds;
    private final NewInstance fresh;
    private final Parameters parameters;

    Changes(Rds rds, NewInstance fresh, Parameters parameters) {
        this.rds = rds;
        this.fresh = fresh;
        this.parameters = parameters;
    }

    void install(Handlers handlers) {
        handlers.on(ModifyDbInstanceRequest.class, this::modify);
    }

    private ModifyDbInstanceResponse modify(ModifyDbInstanceRequest request) {
        StoredInstance one = rds.instance(request.dbInstanceIdentifier());
        if (!one.is(Instances.AVAILABLE) && !one.is("storage-optimization")) {
            throw Instances.state("Database instance is not in available state.");
        }
        check(one.now, request);
        atOnce(one, request);
        Optional.ofNullable(request.masterUserPassword()).ifPresent(secret -> password(one, secret));
        if (asksForMore(one.now, request)) {
            one.pending(pending -> defer(pending, one.now, request));
            if (NewInstance.is(request.applyImmediately())) {
                settle(one);
            } else {
                Instant window = nextWindow(one.now.preferredMaintenanceWindow());
                rds.account.clock().after(Duration.between(rds.account.now(), window), () -> settle(one));
            }
        }
        return ModifyDbInstanceResponse.builder().dbInstance(rds.shown(one)).build();
    }

    private static void check(DBInstance now, ModifyDbInstanceRequest request) {
        Integer gib = request.allocatedStorage();
        if (gib != null && gib < now.allocatedStorage()) {
            throw Rds.combination("Invalid storage size. Requested storage (" + gib
                    + ") cannot be less than current storage (" + now.allocatedStorage() + ").");
        }
        if (gib != null && gib > now.allocatedStorage() && gib * 10 < now.allocatedStorage() * 11) {
            throw Rds.combination("Invalid storage size. Allocated storage must be increased by at least 10%.");
        }
        NewInstance.ceiling(gib == null ? now.allocatedStorage() : gib, request.maxAllocatedStorage());
        String type = request.dbInstanceClass();
        if (type != null && !EngineVersions.offersClass(type)) {
            throw Rds.value("Invalid DB Instance class: " + type);
        }
        Optional.ofNullable(request.cloudwatchLogsExportConfiguration()).ifPresent(logs -> {
            EngineVersions.checkLogs(now.engine(), logs.enableLogTypes());
            EngineVersions.checkLogs(now.engine(), logs.disableLogTypes());
        });
        String version = request.engineVersion();
        if (version != null) {
            upgrade(now, version, NewInstance.is(request.allowMajorVersionUpgrade()));
        }
    }

    private static void upgrade(DBInstance now, String asked, boolean major) {
        List<String> offered = EngineVersions.all(now.engine());
        String to = EngineVersions.resolve(now.engine(), asked)
                .orElseThrow(() -> Rds.combination("Cannot find version " + asked + " for " + now.engine()));
        if (offered.indexOf(to) < offered.indexOf(now.engineVersion())) {
            throw Rds.combination("Cannot upgrade " + now.engine() + " from " + now.engineVersion() + " to " + to);
        }
        boolean otherMajor =
                !EngineVersions.major(now.engine(), to).equals(EngineVersions.major(now.engine(), now.engineVersion()));
        if (otherMajor && !major) {
            throw Rds.combination(
                    "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major" + " version.");
        }
    }

    /** What AWS does without waiting for any window, and without the instance noticing. */
    private void atOnce(StoredInstance one, ModifyDbInstanceRequest request) {
        one.set(b -> {
            Optional.ofNullable(request.preferredBackupWindow()).ifPresent(b::preferredBackupWindow);
            Optional.ofNullable(request.preferredMaintenanceWindow()).ifPresent(b::preferredMaintenanceWindow);
            Optional.ofNullable(request.deletionProtection()).ifPresent(b::deletionProtection);
            Optional.ofNullable(request.copyTagsToSnapshot()).ifPresent(b::copyTagsToSnapshot);
            Optional.ofNullable(request.autoMinorVersionUpgrade()).ifPresent(b::autoMinorVersionUpgrade);
            Optional.ofNullable(request.publiclyAccessible()).ifPresent(b::publiclyAccessible);
            Optional.ofNullable(request.backupRetentionPeriod()).ifPresent(b::backupRetentionPeriod);
            Optional.ofNullable(request.monitoringInterval()).ifPresent(b::monitoringInterval);
            Optional.ofNullable(request.maxAllocatedStorage())
                    .ifPresent(most -> b.maxAllocatedStorage(most.equals(one.now.allocatedStorage()) ? null : most));
            Optional.ofNullable(request.dbParameterGroupName())
                    .filter(group -> !Parameters.uses(one, group))
                    .ifPresent(group -> b.dbParameterGroups(parameters.status(group, Parameters.PENDING)));
            Optional.ofNullable(request.cloudwatchLogsExportConfiguration())
                    .ifPresent(logs -> b.enabledCloudwatchLogsExports(exports(one.now, logs)));
            if (request.hasVpcSecurityGroupIds()) {
                b.vpcSecurityGroups(fresh.groups(
                        request.vpcSecurityGroupIds(), one.now.dbSubnetGroup().vpcId()));
            }
            return b;
        });
        if (request.dbPortNumber() != null
                && !request.dbPortNumber().equals(one.now.endpoint().port())) {
            one.pending(pending -> pending.port(request.dbPortNumber()));
            settle(one);
        }
    }

    /**
     * As soon as possible, whatever window there is; until then it is pending, without its value.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html">MasterUserPassword</a>
     */
    private void password(StoredInstance one, String secret) {
        NewInstance.checkPassword(secret);
        one.pending(pending -> pending.masterUserPassword("****"));
        rds.account.clock().after(PASSWORD, () -> {
            one.pending(pending -> pending.masterUserPassword(null));
            one.password = secret;
        });
    }

    private static List<String> exports(DBInstance now, CloudwatchLogsExportConfiguration asked) {
        return Stream.concat(now.enabledCloudwatchLogsExports().stream(), asked.enableLogTypes().stream())
                .filter(type -> !asked.disableLogTypes().contains(type))
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean asksForMore(DBInstance now, ModifyDbInstanceRequest request) {
        return !defer(PendingModifiedValues.builder(), now, request)
                .build()
                .equals(PendingModifiedValues.builder().build());
    }

    /** Only what differs becomes pending. */
    private static PendingModifiedValues.Builder defer(
            PendingModifiedValues.Builder pending, DBInstance now, ModifyDbInstanceRequest request) {
        other(request.dbInstanceClass(), now.dbInstanceClass()).ifPresent(pending::dbInstanceClass);
        other(request.allocatedStorage(), now.allocatedStorage()).ifPresent(pending::allocatedStorage);
        other(request.storageType(), now.storageType()).ifPresent(pending::storageType);
        other(request.iops(), now.iops()).ifPresent(pending::iops);
        other(request.storageThroughput(), now.storageThroughput()).ifPresent(pending::storageThroughput);
        other(request.multiAZ(), now.multiAZ()).ifPresent(pending::multiAZ);
        Optional.ofNullable(request.engineVersion())
                .flatMap(asked -> EngineVersions.resolve(now.engine(), asked))
                .flatMap(version -> other(version, now.engineVersion()))
                .ifPresent(pending::engineVersion);
        return pending;
    }

    private static <T> Optional<T> other(T asked, T now) {
        return Optional.ofNullable(asked).filter(value -> !value.equals(now));
    }

    /** Everything pending is done, and takes its time. */
    private void settle(StoredInstance one) {
        if (rds.instances.get(one.id()) != one || one.is("deleting")) {
            return;
        }
        one.status("modifying");
        rds.account.clock().after(MODIFYING, () -> {
            if (rds.instances.get(one.id()) == one && one.is("modifying")) {
                boolean restarts = restarts(one.now.pendingModifiedValues());
                one.set(b -> apply(b, one.now));
                if (restarts) {
                    parameters.inSync(one);
                }
                one.status(Instances.AVAILABLE);
            }
        });
    }

    private static boolean restarts(PendingModifiedValues pending) {
        return pending.dbInstanceClass() != null || pending.engineVersion() != null || pending.port() != null;
    }

    private static DBInstance.Builder apply(DBInstance.Builder b, DBInstance now) {
        PendingModifiedValues pending = now.pendingModifiedValues();
        Optional.ofNullable(pending.dbInstanceClass()).ifPresent(b::dbInstanceClass);
        Optional.ofNullable(pending.allocatedStorage()).ifPresent(b::allocatedStorage);
        Optional.ofNullable(pending.storageType()).ifPresent(b::storageType);
        Optional.ofNullable(pending.iops()).ifPresent(b::iops);
        Optional.ofNullable(pending.storageThroughput()).ifPresent(b::storageThroughput);
        Optional.ofNullable(pending.multiAZ()).ifPresent(b::multiAZ);
        Optional.ofNullable(pending.engineVersion()).ifPresent(version -> {
            b.engineVersion(version);
            usualParameters(b, now, version);
        });
        Optional.ofNullable(pending.port())
                .ifPresent(
                        port -> b.endpoint(now.endpoint().toBuilder().port(port).build()));
        return b.pendingModifiedValues(PendingModifiedValues.builder().build());
    }

    /** The family's own group gives way to the next family's; one that a person made has been named in the request. */
    private static void usualParameters(DBInstance.Builder b, DBInstance now, String version) {
        boolean usual = now.dbParameterGroups().stream()
                .anyMatch(group -> group.dbParameterGroupName().startsWith("default."));
        if (usual) {
            b.dbParameterGroups(DBParameterGroupStatus.builder()
                    .dbParameterGroupName("default." + EngineVersions.family(now.engine(), version))
                    .parameterApplyStatus("in-sync")
                    .build());
        }
    }

    /**
     * The disk is filled to here; from nine tenths on, five minutes later it grows by the greater of 10 GiB and a tenth, up
     * to its ceiling.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html">autoscaling</a>
     */
    void fill(StoredInstance one, double usedGib) {
        one.usedGib = usedGib;
        rds.account.clock().after(FULL_DISK_SEEN, () -> {
            int gib = one.now.allocatedStorage();
            Integer most = one.now.maxAllocatedStorage();
            if (most != null && gib < most && one.usedGib >= gib * FULL && one.is(Instances.AVAILABLE)) {
                int grown = Math.min(most, gib + Math.max(LEAST_GROWTH, (int) Math.ceil(gib / 10.0)));
                one.set(b -> b.allocatedStorage(grown));
            }
        });
    }

    /** When {@code sun:04:30-sun:05:30} next begins. */
    private Instant nextWindow(String window) {
        String[] parts = window.split("[-:]");
        DayOfWeek day = Arrays.stream(DayOfWeek.values())
                .filter(d -> d.name().toLowerCase(Locale.ROOT).startsWith(parts[0]))
                .findFirst()
                .orElseThrow(() -> Rds.value("Invalid maintenance window: " + window));
        ZonedDateTime now = rds.account.now().atZone(ZoneOffset.UTC);
        ZonedDateTime next = now.with(TemporalAdjusters.nextOrSame(day))
                .with(LocalTime.of(Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
        return (next.isAfter(now) ? next : next.plusWeeks(1)).toInstant();
    }
}
