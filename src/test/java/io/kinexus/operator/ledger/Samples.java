package io.kinexus.operator.ledger;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One value of any type of the core, made from its record components, so that a record which is added tomorrow is tried too.
 *
 * @param full whether optional values, lists and maps hold something
 */
record Samples(boolean full) {
    private static final Instant AT = Instant.parse("2026-01-05T15:00:00.123456789Z");
    private static final Map<Class<?>, Object> PLAIN = Map.of(
            String.class,
            "say \"ja\", 100 % ü\n",
            Instant.class,
            AT,
            Duration.class,
            Duration.ofMinutes(3).plusNanos(7),
            boolean.class,
            true,
            int.class,
            3,
            long.class,
            1L << 60,
            double.class,
            0.1,
            Double.class,
            0.1,
            Integer.class,
            3,
            Long.class,
            1L << 60);

    Object of(Type type) {
        if (type instanceof ParameterizedType holder) {
            return holder((Class<?>) holder.getRawType(), holder.getActualTypeArguments());
        }
        Class<?> plain = (Class<?>) type;
        if (PLAIN.containsKey(plain)) {
            return PLAIN.get(plain);
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[plain.getEnumConstants().length - 1];
        }
        return plain.isSealed() ? of(plain.getPermittedSubclasses()[0]) : record(plain);
    }

    private Object holder(Class<?> raw, Type... inner) {
        if (raw == Optional.class) {
            return full ? Optional.of(of(inner[0])) : Optional.empty();
        }
        if (raw == List.class) {
            return full ? List.of(of(inner[0])) : List.of();
        }
        if (raw == Set.class) {
            return full ? Set.of(of(inner[0])) : Set.of();
        }
        if (raw == Map.class) {
            return full ? new LinkedHashMap<>(Map.of(of(inner[0]), of(inner[1]))) : Map.of();
        }
        throw new IllegalArgumentException("no sample of " + raw);
    }

    private Object record(Class<?> type) {
        RecordComponent[] parts = type.getRecordComponents();
        if (parts == null) {
            throw new IllegalArgumentException("no sample of " + type);
        }
        try {
            Constructor<?> maker = type.getDeclaredConstructor(
                    Stream.of(parts).map(RecordComponent::getType).toArray(Class[]::new));
            maker.setAccessible(true);
            return maker.newInstance(Stream.of(parts)
                    .map(part -> text(part).orElseGet(() -> of(part.getGenericType())))
                    .toArray());
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("no sample of " + type, failure);
        }
    }

    /** What the text must look like where its record says so. */
    private static Optional<Object> text(RecordComponent part) {
        return switch (part.getDeclaringRecord().getSimpleName() + "." + part.getName()) {
            case "KindName.value" -> Optional.of("ecs-service");
            case "ResourceId.environment" -> Optional.of("production");
            default -> Optional.empty();
        };
    }
}
