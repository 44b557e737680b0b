package io.kinexus.operator.blueprint.database;

import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.database.DatabaseDeclaration.Engine;
import io.kinexus.operator.blueprint.database.DatabaseDeclaration.Storage;
import io.kinexus.operator.blueprint.database.DatabaseDeclaration.StorageType;
import io.kinexus.operator.blueprint.network.NetworkDeclaration;
import io.kinexus.operator.blueprint.network.Tier;
import io.kinexus.operator.blueprint.secret.SecretDeclaration;
import io.kinexus.operator.core.environment.DailyWindow;
import io.kinexus.operator.core.environment.WeeklyWindow;
import io.kinexus.operator.kind.loggroup.LogGroupSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What RDS would refuse, said before it is asked.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html">CreateDBInstance</a>
 */
final class DatabaseChecks {
    private static final int GP_LEAST = 20;
    private static final int IO_LEAST = 100;
    private static final int GP3_IOPS_FROM = 400;
    private static final int LEAST_WINDOW = 30;
    private static final int LONGEST_MYSQL_PASSWORD = 41;
    private static final int USUAL_PASSWORD = 40;
    private static final Set<String> RESERVED = Set.of("rdsadmin", "admin");

    private final DatabaseDeclaration declared;
    private final Site site;
    private final List<Flaw> flaws = new ArrayList<>();

    private DatabaseChecks(DatabaseDeclaration declared, Site site) {
        this.declared = declared;
        this.site = site;
    }

    static List<Flaw> of(DatabaseDeclaration declared, Site site) {
        DatabaseChecks checks = new DatabaseChecks(declared, site);
        checks.complete();
        checks.version();
        declared.storage().ifPresent(checks::storage);
        checks.windows();
        checks.login();
        checks.settings();
        return checks.flaws;
    }

    private void complete() {
        flaw(
                !site.self().name().matches("[a-z](-?[a-z0-9])*"),
                "metadata.name",
                "is the instance's own name: a lower-case letter, then letters, digits and single hyphens");
        needed(declared.network(), "network");
        needed(declared.engine(), "engine");
        needed(declared.instanceClass(), "instanceClass");
        needed(declared.storage(), "storage");
        needed(declared.credentials(), "credentials");
        declared.network()
                .filter(name -> site.find(NetworkDeclaration.class, name).isPresent())
                .map(name -> NetworkDeclaration.subnetIds(site, name, Tier.DATABASE))
                .ifPresent(subnets -> flaw(
                        subnets.size() < 2,
                        "spec.network",
                        "has subnets in one zone only; a database needs at least two"));
        flaw(
                declared.replicas() > 0 && declared.retentionDays() == 0,
                "spec.backup.retention",
                "is 0d, and read replicas need backups: at least 1d");
    }

    private void needed(Optional<?> field, String name) {
        flaw(field.isEmpty(), "spec." + name, "is missing; only a database with existing may leave it out");
    }

    private void version() {
        declared.engine().ifPresent(engine -> declared.version().ifPresent(version -> {
            int numbers = version.split("\\.").length;
            boolean fits = engine == Engine.POSTGRES ? numbers <= 2 : numbers >= 2;
            flaw(
                    !fits,
                    "spec.version",
                    "is not a version of the engine: "
                            + (engine == Engine.POSTGRES ? "\"15\" or \"15.12\"" : "\"8.0\" or \"8.0.42\""));
        }));
    }

    private void storage(Storage storage) {
        boolean provisioned = storage.type() == StorageType.IO1 || storage.type() == StorageType.IO2;
        int least = provisioned ? IO_LEAST : GP_LEAST;
        flaw(storage.gib() < least, "spec.storage.gib", "is below the least of this type, " + least);
        storage.maxGib()
                .ifPresent(most -> flaw(
                        most < tenthMore(storage.gib()),
                        "spec.storage.maxGib",
                        "must be at least a tenth more than gib: " + tenthMore(storage.gib()) + " or more"));
        flaw(provisioned && storage.iops().isEmpty(), "spec.storage.iops", "is missing; io1 and io2 need it");
        flaw(
                storage.type() == StorageType.GP2 && storage.iops().isPresent(),
                "spec.storage.iops",
                "is not set on gp2, which has what its size gives");
        flaw(
                storage.type() == StorageType.GP3 && storage.iops().isPresent() && storage.gib() < GP3_IOPS_FROM,
                "spec.storage.iops",
                "can be set on gp3 from " + GP3_IOPS_FROM + " GiB on; below, it has 3000");
    }

    private static int tenthMore(int gib) {
        return (gib * 11 + 9) / 10;
    }

    private void windows() {
        declared.backup()
                .ifPresent(backup -> flaw(
                        !wholeDays(backup.retention()), "spec.backup.retention", "must be whole days from 0d to 35d"));
        Optional<DailyWindow> daily = declared.backup()
                .flatMap(DatabaseDeclaration.Backup::window)
                .filter(text -> text.matches(DailyWindow.FORM))
                .map(DailyWindow::parse);
        Optional<WeeklyWindow> weekly = declared.maintenanceWindow()
                .filter(text -> text.matches(WeeklyWindow.FORM))
                .map(WeeklyWindow::parse);
        daily.ifPresent(window ->
                flaw(window.minutes() < LEAST_WINDOW, "spec.backup.window", "must be at least 30 minutes long"));
        weekly.ifPresent(window -> {
            flaw(
                    window.minutes() < LEAST_WINDOW || window.minutes() > DailyWindow.DAY,
                    "spec.maintenanceWindow",
                    "must be 30 minutes to 24 hours long");
            flaw(
                    daily.filter(window::overlaps).isPresent(),
                    "spec.maintenanceWindow",
                    "must not overlap the backup window");
        });
    }

    private void settings() {
        DatabaseSettings all = DatabaseSettings.of(declared, site, site.self().name());
        flaw(
                all.family().isEmpty() && !all.parameters().isEmpty(),
                "spec.version",
                "is missing; parameters"
                        + (declared.parameters().isEmpty() ? ", which Alarms need for slow queries," : "")
                        + " belong to a major version: state at least that");
        declared.engine().ifPresent(engine -> declared.logs().stream()
                .filter(type -> !DatabaseSettings.offered(engine).contains(type))
                .forEach(type -> flaw(
                        true,
                        "spec.logs",
                        "has " + type + "; " + engine.name().toLowerCase(Locale.ROOT) + " has "
                                + String.join(", ", DatabaseSettings.offered(engine)))));
        flaw(
                !LogGroupSpec.keeps(declared.logRetention()),
                "spec.logRetention",
                "CloudWatch Logs keeps events for one of these numbers of days: " + LogGroupSpec.RETENTIONS);
        slow();
    }

    /** Alarms cannot count what the engine does not write down. */
    private void slow() {
        Optional<String> stated = Optional.ofNullable(declared.parameters().get(DatabaseSettings.SLOW_POSTGRES));
        DatabaseSettings.slowerThan(site, site.self().name())
                .ifPresent(least -> stated.filter(text -> text.matches("-?[0-9]{1,10}"))
                        .map(Long::parseLong)
                        .filter(millis -> millis < 0 || millis > least.toMillis())
                        .ifPresent(millis -> flaw(
                                true,
                                "spec.parameters." + DatabaseSettings.SLOW_POSTGRES,
                                "is " + millis + ", and Alarms count its queries from " + least.toMillis()
                                        + " ms on; leave it out, or say " + least.toMillis() + " or less")));
    }

    private void login() {
        Optional<SecretDeclaration> secret =
                declared.credentials().flatMap(name -> site.find(SecretDeclaration.class, name));
        secret.flatMap(SecretDeclaration::generate).ifPresent(generate -> {
            flaw(
                    generate.username().isEmpty(),
                    "spec.credentials",
                    "names a secret that is generated without username");
            flaw(
                    generate.username().filter(RESERVED::contains).isPresent()
                            && declared.engine().filter(Engine.POSTGRES::equals).isPresent(),
                    "spec.credentials",
                    "has the user name " + generate.username().orElse("") + ", which PostgreSQL on RDS reserves");
            flaw(
                    declared.engine()
                                    .filter(engine -> engine != Engine.POSTGRES)
                                    .isPresent()
                            && generate.passwordLength().orElse(USUAL_PASSWORD) > LONGEST_MYSQL_PASSWORD,
                    "spec.credentials",
                    "has a password of more than 41 characters, which MySQL and MariaDB on RDS do not take");
        });
    }

    private static boolean wholeDays(Duration time) {
        return time.equals(Duration.ofDays(time.toDays())) && !time.isNegative() && time.toDays() <= 35;
    }

    private void flaw(boolean wrong, String path, String message) {
        if (wrong) {
            flaws.add(new Flaw(path, message));
        }
    }
}
