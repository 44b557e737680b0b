package io.kinexus.operator.sandbox.control;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One map of JSON or YAML, read field by field; what is wrong is said with the field's place. */
final class Terms {
    private static final Pattern SHORT = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");
    private static final double MILLIS = 1000;

    private final String place;
    private final Map<?, ?> fields;

    private Terms(String place, Map<?, ?> fields) {
        this.place = place;
        this.fields = fields;
    }

    /** @throws Wrong when the value is not a map */
    static Terms of(String place, Object value) {
        if (value instanceof Map<?, ?> fields) {
            return new Terms(place, fields);
        }
        throw new Wrong(place + ": expected an object, got " + value);
    }

    /** A mistake of whoever wrote the text; the message is for them. */
    static final class Wrong extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    Wrong wrong(String field, String what) {
        return new Wrong(place + "." + field + ": " + what);
    }

    /** @throws Wrong for any field that is none of these */
    void only(Set<String> allowed) {
        for (Object name : fields.keySet()) {
            if (!allowed.contains(String.valueOf(name))) {
                throw wrong(String.valueOf(name), "unknown; allowed are " + String.join(", ", new TreeSet<>(allowed)));
            }
        }
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    Optional<Object> any(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    Optional<String> text(String field) {
        return any(field).map(String::valueOf);
    }

    Optional<Double> number(String field) {
        return any(field).map(value -> {
            if (value instanceof Number number && number.doubleValue() >= 0) {
                return number.doubleValue();
            }
            throw wrong(field, "expected a number of at least 0, got " + value);
        });
    }

    /** {@code 90}, {@code 90s} or {@code 1.5m}. */
    Optional<Duration> duration(String field) {
        return any(field).map(value -> {
            if (value instanceof Number number && number.doubleValue() >= 0) {
                return Duration.ofMillis((long) (number.doubleValue() * MILLIS));
            }
            Matcher match = SHORT.matcher(String.valueOf(value));
            if (!match.matches()) {
                throw wrong(field, "expected seconds or a duration such as 90s, 5m or 2h, got " + value);
            }
            return Duration.ofMillis((long) (Double.parseDouble(match.group(1)) * unit(match.group(2))));
        });
    }

    /** As {@link #duration}, and a minus sign in front of it means back in time. */
    Optional<Duration> shift(String field) {
        String text = text(field).orElse("");
        if (!text.startsWith("-")) {
            return duration(field);
        }
        String rest = text.substring(1);
        Object amount = rest.matches("[0-9.]+") ? Double.valueOf(rest) : rest;
        return new Terms(place, Map.of(field, amount)).duration(field).map(Duration::negated);
    }

    private static long unit(String name) {
        return switch (name) {
            case "ms" -> 1;
            case "s" -> Duration.ofSeconds(1).toMillis();
            case "m" -> Duration.ofMinutes(1).toMillis();
            case "h" -> Duration.ofHours(1).toMillis();
            default -> Duration.ofDays(1).toMillis();
        };
    }

    Optional<Instant> instant(String field) {
        return any(field).map(value -> {
            if (value instanceof Date date) {
                return date.toInstant();
            }
            try {
                return Instant.parse(String.valueOf(value));
            } catch (DateTimeException e) {
                throw wrong(field, "expected a time such as 2026-01-05T15:00:00Z, got " + value);
            }
        });
    }

    List<Object> list(String field) {
        return any(field)
                .map(value -> {
                    if (value instanceof List<?> items) {
                        return List.<Object>copyOf(items);
                    }
                    throw wrong(field, "expected a list, got " + value);
                })
                .orElse(List.of());
    }

    Optional<Terms> object(String field) {
        return any(field).map(value -> of(place + "." + field, value));
    }

    /** The fields in the order in which they were written. */
    Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        fields.forEach((name, value) -> all.put(String.valueOf(name), value));
        return all;
    }
}
