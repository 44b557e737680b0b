package io.kinexus.operator.blueprint.database;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Default;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Form;
import io.kinexus.operator.blueprint.Range;
import io.kinexus.operator.blueprint.Refers;
import io.kinexus.operator.core.environment.DailyWindow;
import io.kinexus.operator.core.environment.WeeklyWindow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** An RDS instance, or one that exists. What an existing one needs is found by looking; everything else is then left out. */
@Doc("A relational database: one RDS instance.")
public record DatabaseDeclaration(
        @Doc("Identifier or ARN of a DB instance that exists; it is read for references and never changed.")
        @Range(min = 1, max = 1011)
        Optional<String> existing,

        @Doc("The network whose database tier (or private tier, where it has none) the instance stands in.")
        @Refers("network")
        Optional<String> network,

        @Doc("The engine: postgres, mysql or mariadb. Required unless the database exists.")
        Optional<Engine> engine,

        @Doc("The version as far as it matters: 15 is the newest minor that AWS offers, and minor upgrades are AWS's.")
        @Form(regex = "[0-9]{1,2}(\\.[0-9]{1,3}){0,2}", say = "a version such as \"15\", \"15.12\" or \"8.0\"")
        Optional<String> version,

        @Doc("RDS's instance class. Required unless the database exists.")
        @Form(regex = "db\\.[a-z0-9]+(-[a-z0-9]+)*\\.[a-z0-9-]+", say = "an instance class such as db.t3.medium")
        Optional<String> instanceClass,

        @Doc("How much disk, and of what type. Required unless the database exists.")
        Optional<Storage> storage,

        @Doc("Whether a standby in another zone takes over.") @Default("false")
        boolean multiAz,

        @Doc("Whether the disk is encrypted, with AWS's own key for RDS; cannot be changed later.") @Default("true")
        boolean encrypted,

        @Doc("Automated backups; seven days when left out.") Optional<Backup> backup,

        @Doc("When AWS may do maintenance, in UTC, at least 30 minutes; AWS chooses when it is left out.")
        @Form(regex = WeeklyWindow.FORM, say = "a weekly window in UTC such as \"sun:04:30-sun:05:30\"")
        Optional<String> maintenanceWindow,

        @Doc("The Secret that holds user name and password. Required unless the database exists.") @Refers("secret")
        Optional<String> credentials,

        @Doc("The database that is made inside; the engine's own usual one when left out.")
        @Form(regex = "[A-Za-z][A-Za-z0-9_]{0,62}", say = "letters, digits and underscores, such as kinexus")
        Optional<String> databaseName,

        @Doc("The TCP port; the engine's own when left out: 5432, or 3306.") @Range(min = 1150, max = 65535)
        Optional<Integer> port,

        @Doc("How many read replicas, named <name>-replica-1 and so on, each of the same class and storage.")
        @Default("0")
        @Range(min = 0, max = 15)
        int replicas,

        @Doc("Whether AWS refuses to delete the instance.") @Default("true")
        boolean deletionProtection,

        @Doc("Parameters that differ from the engine's defaults, by AWS's names; they need version. What is static"
                + " acts after a reboot in the maintenance window.")
        Map<String, String> parameters,

        @Doc("Logs that RDS sends to CloudWatch: postgresql or upgrade; of mysql and mariadb audit, error, general or"
                + " slowquery.")
        List<String> logs,

        @Doc("How long those logs are kept.") @Default("30d")
        Duration logRetention,

        @Doc("Whether the engine may be raised to another major version, which cannot be undone; set it in the"
                + " commit that raises version, or before.")
        @Default("false")
        boolean allowMajorVersionUpgrade,

        @Doc("Whether an RDS Proxy stands before it. It listens at the engine's own port, and takes TLS only;"
                + " environment values point at it with value: proxyHost.")
        @Default("false")
        boolean proxy)
        implements Declaration {
    private static final int USUAL_RETENTION = 7;

    /** What RDS runs as a single instance. */
    public enum Engine {
        POSTGRES("postgresql", 5432),
        MYSQL("mysql", 3306),
        MARIADB("mysql", 3306);

        private final String scheme;
        private final int port;

        Engine(String scheme, int port) {
            this.scheme = scheme;
            this.port = port;
        }

        /** What a connection URL of this engine starts with. */
        public String scheme() {
            return scheme;
        }

        public int port() {
            return port;
        }
    }

    /** RDS's types of disk. */
    public enum StorageType {
        GP2,
        GP3,
        IO1,
        IO2
    }

    /** The disk. */
    public record Storage(
            @Doc("Size in GiB; it only ever grows.") @Range(min = 5, max = 65536)
            int gib,

            @Doc("AWS lets it grow by itself up to this many GiB; at least a tenth more than gib.")
            @Range(min = 6, max = 65536)
            Optional<Integer> maxGib,

            @Doc("The type of disk.") @Default("gp3") StorageType type,

            @Doc("Provisioned operations a second; required for io1 and io2.") @Range(min = 1000, max = 256000)
            Optional<Integer> iops) {}

    /** Automated backups. */
    public record Backup(
            @Doc("How long they are kept, in whole days; 0d turns them off.")
            @Default("7d")
            @Range(min = 0, max = 3024000)
            Duration retention,

            @Doc("When they are taken, in UTC, at least 30 minutes; AWS chooses when it is left out.")
            @Form(regex = DailyWindow.FORM, say = "a daily window in UTC such as \"03:00-04:00\"")
            Optional<String> window) {}

    public DatabaseDeclaration {
        parameters = Map.copyOf(parameters);
        logs = List.copyOf(logs);
    }

    /** The port that clients use: as declared, or the engine's own. Empty for an existing one, until it is looked at. */
    public Optional<Integer> servedPort() {
        return port.or(() -> engine.map(Engine::port));
    }

    /** Of the read replicas: {@code <name>-replica-1} and so on. */
    public List<String> replicaNames(String name) {
        return IntStream.rangeClosed(1, replicas)
                .mapToObj(number -> name + "-replica-" + number)
                .toList();
    }

    /** Whole days; seven when nothing is said. */
    public int retentionDays() {
        return backup.map(kept -> (int) kept.retention().toDays()).orElse(USUAL_RETENTION);
    }

    /** The name of the database in a connection URL; MySQL has none until one is declared. */
    public String connectTo() {
        return databaseName.orElse(engine.filter(Engine.POSTGRES::equals).isPresent() ? "postgres" : "mysql");
    }
}
