package io.kinexus.operator.sandbox.rds;

import io.kinexus.operator.sandbox.logs.LogsSandbox;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import software.amazon.awssdk.services.rds.model.DBInstance;

/**
 * What instances write to CloudWatch Logs once they export a log. How often queries are slow is a guess: one of a second and a
 * half every five minutes, unless somebody makes it more; it is logged where the parameters ask for it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html">publishing logs</a>
 */
final class DatabaseLogs {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int EVERY = 5;
    private static final double USUAL_MILLIS = 1_532.118;
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Rds rds;
    private final Parameters parameters;

    DatabaseLogs(Rds rds, Parameters parameters) {
        this.rds = rds;
        this.parameters = parameters;
    }

    void install() {
        rds.account.clock().every(MINUTE, () -> rds.instances.values().stream()
                .filter(one -> one.is(Instances.AVAILABLE)
                        && !one.now.enabledCloudwatchLogsExports().isEmpty())
                .forEach(this::write));
    }

    private void write(StoredInstance one) {
        Instant now = rds.account.now();
        long minute = now.getEpochSecond() / MINUTE.toSeconds();
        int slow = one.slowPerMinute > 0 ? one.slowPerMinute : minute % EVERY == 0 ? 1 : 0;
        for (int i = 0; i < slow; i++) {
            if (one.now.engine().equals("postgres")) {
                postgres(one, now);
            } else {
                mysql(one, now);
            }
        }
    }

    private void postgres(StoredInstance one, Instant now) {
        double least = number(one.now, "log_min_duration_statement", -1);
        if (least >= 0 && USUAL_MILLIS >= least) {
            line(
                    one,
                    "postgresql",
                    AT.format(now) + ":10.0.1.20(41234):" + one.now.masterUsername() + "@" + one.now.dbName()
                            + ":[2117]:LOG:  duration: " + USUAL_MILLIS
                            + " ms  statement: SELECT * FROM documents ORDER BY created_at");
        }
    }

    private void mysql(StoredInstance one, Instant now) {
        boolean on = number(one.now, "slow_query_log", 0) > 0;
        if (on && USUAL_MILLIS >= number(one.now, "long_query_time", 10) * 1000) {
            line(
                    one,
                    "slowquery",
                    "# Time: " + now + "\n# Query_time: " + USUAL_MILLIS / 1000
                            + "  Lock_time: 0.000002\nSELECT * FROM documents ORDER BY created_at;");
        }
    }

    private double number(DBInstance one, String parameter, double otherwise) {
        return one.dbParameterGroups().stream()
                .flatMap(group -> parameters.value(group.dbParameterGroupName(), parameter).stream())
                .filter(value -> value.matches("-?[0-9.]{1,19}"))
                .map(Double::parseDouble)
                .findFirst()
                .orElse(otherwise);
    }

    private void line(StoredInstance one, String type, String text) {
        if (one.now.enabledCloudwatchLogsExports().contains(type)) {
            rds.account
                    .service(LogsSandbox.class)
                    .write("/aws/rds/instance/" + one.id() + "/" + type, one.id() + ".0", text);
        }
    }
}
