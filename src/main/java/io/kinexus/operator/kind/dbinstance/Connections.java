package io.kinexus.operator.kind.dbinstance;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many connections an engine allows on an instance class when its parameter {@code max_connections} is left alone: RDS's
 * own formulas over the class's nominal memory. The true figure is somewhat lower, since RDS keeps part of the memory.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections">Maximum
 *     number of connections</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html">Instance
 *     classes</a>
 */
final class Connections {
    private static final Pattern CLASS = Pattern.compile("db\\.([a-z]+)[0-9a-z-]*\\.(?:(\\d*)(xlarge)|(\\w+))");
    private static final long GIB = 1L << 30;
    private static final long POSTGRES_BYTES = 9_531_392;
    private static final long POSTGRES_MOST = 5000;
    private static final long MYSQL_BYTES = 12_582_880;
    private static final long MARIADB_BYTES = 25_165_760;
    private static final long MARIADB_MOST = 12_000;

    /** GiB of an {@code xlarge} by family; each doubling of the size doubles it. */
    private static final Map<String, Integer> XLARGE = Map.of("t", 16, "m", 16, "r", 32, "x", 64, "z", 32, "c", 8);

    /** What smaller sizes have of an {@code xlarge}, as its divisor. */
    private static final Map<String, Integer> SMALLER = Map.of("large", 2, "medium", 4, "small", 8, "micro", 16);

    private Connections() {}

    /** Empty for a class or an engine that is not known here. */
    static Optional<Long> allowed(String engine, String instanceClass) {
        return memory(instanceClass).flatMap(bytes -> switch (engine) {
            case "postgres" -> Optional.of(Math.min(bytes / POSTGRES_BYTES, POSTGRES_MOST));
            case "mysql" -> Optional.of(bytes / MYSQL_BYTES);
            case "mariadb" -> Optional.of(Math.min(bytes / MARIADB_BYTES, MARIADB_MOST));
            default -> Optional.empty();
        });
    }

    /** Bytes, nominally; empty for a class that is not known here. */
    static Optional<Long> memory(String instanceClass) {
        Matcher parts = CLASS.matcher(instanceClass);
        if (!parts.matches() || !XLARGE.containsKey(parts.group(1))) {
            return Optional.empty();
        }
        long xlarge = XLARGE.getOrDefault(parts.group(1), 0) * GIB;
        if (parts.group(3) != null) {
            return Optional.of(parts.group(2).isEmpty() ? xlarge : xlarge * Long.parseLong(parts.group(2)));
        }
        return Optional.ofNullable(SMALLER.get(parts.group(4))).map(divisor -> xlarge / divisor);
    }
}
