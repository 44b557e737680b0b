package io.kinexus.operator.sandbox.rds;

import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBEngineVersion;
import software.amazon.awssdk.services.rds.model.DescribeDbEngineVersionsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbEngineVersionsResponse;
import software.amazon.awssdk.services.rds.model.DescribeOrderableDbInstanceOptionsRequest;
import software.amazon.awssdk.services.rds.model.DescribeOrderableDbInstanceOptionsResponse;
import software.amazon.awssdk.services.rds.model.OrderableDBInstanceOption;
import software.amazon.awssdk.services.rds.model.UpgradeTarget;

/**
 * What RDS offers. The list is a guess at a day in early 2026, in the form of the real one: it changes by the month.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBEngineVersions.html">DescribeDBEngineVersions</a>
 */
final class EngineVersions {
    /** Engine to its versions by major, oldest first. */
    private static final Map<String, List<List<String>>> OFFERED = new TreeMap<>(Map.of(
            "postgres",
            List.of(
                    List.of("13.20", "13.21", "13.22", "13.23"),
                    List.of("14.17", "14.18", "14.19", "14.20"),
                    List.of("15.12", "15.13", "15.14", "15.15"),
                    List.of("16.8", "16.9", "16.10", "16.11"),
                    List.of("17.4", "17.5", "17.6", "17.7")),
            "mysql",
            List.of(
                    List.of("8.0.40", "8.0.41", "8.0.42", "8.0.43", "8.0.44"),
                    List.of("8.4.4", "8.4.5", "8.4.6", "8.4.7")),
            "mariadb",
            List.of(
                    List.of("10.6.22", "10.6.23", "10.6.24"),
                    List.of("10.11.13", "10.11.14", "10.11.15"),
                    List.of("11.4.7", "11.4.8", "11.4.9"))));

    private static final Map<String, String> DEFAULTS =
            Map.of("postgres", "17.6", "mysql", "8.4.7", "mariadb", "11.4.8");
    private static final List<String> CLASSES = List.of(
            "db.t3.micro",
            "db.t3.small",
            "db.t3.medium",
            "db.t3.large",
            "db.t4g.micro",
            "db.t4g.small",
            "db.t4g.medium",
            "db.t4g.large",
            "db.m5.large",
            "db.m5.xlarge",
            "db.m6g.large",
            "db.m6g.xlarge",
            "db.m6i.large",
            "db.m7g.large",
            "db.m7g.xlarge",
            "db.r5.large",
            "db.r6g.large",
            "db.r6g.xlarge",
            "db.r7g.large");
    private static final List<String> STORAGE = List.of("gp2", "gp3", "io1", "io2");
    private static final int GP_LEAST = 20;
    private static final int IO_LEAST = 100;
    private static final int MOST = 65_536;

    void install(Handlers handlers) {
        handlers.on(DescribeDbEngineVersionsRequest.class, this::describe);
        handlers.on(DescribeOrderableDbInstanceOptionsRequest.class, this::orderable);
    }

    static boolean knows(String engine) {
        return OFFERED.containsKey(engine);
    }

    static boolean offersClass(String instanceClass) {
        return CLASSES.contains(instanceClass);
    }

    /** The full version that this request gets: a major alone its newest minor, none the engine's default. */
    static Optional<String> resolve(String engine, @Nullable String asked) {
        if (asked == null) {
            return Optional.ofNullable(DEFAULTS.get(engine));
        }
        return all(engine).stream()
                .filter(version -> version.equals(asked) || version.startsWith(asked + "."))
                .reduce((a, b) -> b);
    }

    static String major(String engine, String version) {
        String[] parts = version.split("\\.");
        return engine.equals("postgres") ? parts[0] : parts[0] + "." + parts[1];
    }

    static String family(String engine, String version) {
        return engine + major(engine, version);
    }

    /** The families of all versions, such as {@code postgres15}. */
    static List<String> families() {
        return OFFERED.keySet().stream()
                .flatMap(engine -> all(engine).stream().map(version -> family(engine, version)))
                .distinct()
                .toList();
    }

    private static List<String> logs(String engine) {
        return engine.equals("postgres")
                ? List.of("postgresql", "upgrade")
                : List.of("audit", "error", "general", "slowquery");
    }

    /** Refuses types of log that the engine does not have. */
    static void checkLogs(String engine, List<String> types) {
        types.stream().filter(type -> !logs(engine).contains(type)).findFirst().ifPresent(type -> {
            throw Rds.combination("You cannot use the log types '" + type + "' with engine " + engine + ".");
        });
    }

    static List<String> all(String engine) {
        List<String> all = new ArrayList<>();
        OFFERED.getOrDefault(engine, List.of()).forEach(all::addAll);
        return all;
    }

    static int leastGib(String storageType) {
        return storageType.startsWith("io") ? IO_LEAST : GP_LEAST;
    }

    private DescribeDbEngineVersionsResponse describe(DescribeDbEngineVersionsRequest request) {
        List<DBEngineVersion> found = new ArrayList<>();
        for (String engine : OFFERED.keySet()) {
            if (request.engine() == null || request.engine().equals(engine)) {
                matching(engine, request).forEach(version -> found.add(version(engine, version)));
            }
        }
        Pages.Page<DBEngineVersion> page = Rds.page(found, request.maxRecords(), request.marker());
        return DescribeDbEngineVersionsResponse.builder()
                .dbEngineVersions(page.items())
                .marker(page.next())
                .build();
    }

    private static List<String> matching(String engine, DescribeDbEngineVersionsRequest request) {
        String asked = request.engineVersion();
        if (Boolean.TRUE.equals(request.defaultOnly())) {
            return resolve(engine, asked).stream().toList();
        }
        return all(engine).stream()
                .filter(v -> asked == null || v.equals(asked) || v.startsWith(asked + "."))
                .filter(v -> request.dbParameterGroupFamily() == null
                        || family(engine, v).equals(request.dbParameterGroupFamily()))
                .toList();
    }

    private static DBEngineVersion version(String engine, String version) {
        List<String> all = all(engine);
        List<UpgradeTarget> targets = all.subList(all.indexOf(version) + 1, all.size()).stream()
                .map(later -> UpgradeTarget.builder()
                        .engine(engine)
                        .engineVersion(later)
                        .autoUpgrade(false)
                        .isMajorVersionUpgrade(!major(engine, later).equals(major(engine, version)))
                        .build())
                .toList();
        return DBEngineVersion.builder()
                .engine(engine)
                .engineVersion(version)
                .majorEngineVersion(major(engine, version))
                .dbParameterGroupFamily(family(engine, version))
                .dbEngineDescription(engine)
                .dbEngineVersionDescription(engine + " " + version)
                .validUpgradeTarget(targets)
                .supportedCACertificateIdentifiers("rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1")
                .supportsReadReplica(true)
                .supportsLogExportsToCloudwatchLogs(true)
                .exportableLogTypes(logs(engine))
                .supportsParallelQuery(false)
                .supportsGlobalDatabases(false)
                .status("available")
                .build();
    }

    private DescribeOrderableDbInstanceOptionsResponse orderable(DescribeOrderableDbInstanceOptionsRequest request) {
        String engine = Rds.required(request.engine(), "Engine");
        List<String> classes = CLASSES.stream()
                .filter(type -> request.dbInstanceClass() == null
                        || request.dbInstanceClass().equals(type))
                .toList();
        List<OrderableDBInstanceOption> options = all(engine).stream()
                .filter(version -> request.engineVersion() == null
                        || request.engineVersion().equals(version))
                .flatMap(version -> classes.stream()
                        .flatMap(type -> STORAGE.stream().map(storage -> option(engine, version, type, storage))))
                .toList();
        Pages.Page<OrderableDBInstanceOption> page = Rds.page(options, request.maxRecords(), request.marker());
        return DescribeOrderableDbInstanceOptionsResponse.builder()
                .orderableDBInstanceOptions(page.items())
                .marker(page.next())
                .build();
    }

    private static OrderableDBInstanceOption option(String engine, String version, String type, String storage) {
        return OrderableDBInstanceOption.builder()
                .engine(engine)
                .engineVersion(version)
                .dbInstanceClass(type)
                .licenseModel(engine.equals("postgres") ? "postgresql-license" : "general-public-license")
                .storageType(storage)
                .multiAZCapable(true)
                .readReplicaCapable(true)
                .vpc(true)
                .supportsStorageEncryption(true)
                .supportsIops(!storage.equals("gp2"))
                .supportsStorageThroughput(storage.equals("gp3"))
                .supportsStorageAutoscaling(true)
                .minStorageSize(leastGib(storage))
                .maxStorageSize(MOST)
                .supportedNetworkTypes("IPV4")
                .build();
    }
}
