package io.kinexus.operator.sandbox.input;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which members of one class of the SDK take one of a few words. Such a member has two getters, {@code launchType()} with the
 * enumeration and {@code launchTypeAsString()} with the word as it was sent.
 */
final class Enumerations {
    private static final ClassValue<Enumerations> KNOWN = new ClassValue<>() {
        @Override
        protected Enumerations computeValue(Class<?> type) {
            return new Enumerations(type);
        }
    };

    private static final String UNKNOWN = "UNKNOWN_TO_SDK_VERSION";

    private final Map<String, Set<String>> words = new HashMap<>();

    private Enumerations(Class<?> structure) {
        Map<String, Method> getters = Arrays.stream(structure.getMethods())
                .filter(method -> method.getParameterCount() == 0)
                .collect(Collectors.toMap(Method::getName, method -> method, (one, same) -> one));
        getters.keySet().stream()
                .filter(name -> name.endsWith("AsString") || name.endsWith("AsStrings"))
                .map(name -> name.substring(0, name.lastIndexOf("AsString")))
                .flatMap(name -> Optional.ofNullable(getters.get(name)).stream())
                .forEach(getter -> enumeration(getter.getGenericReturnType())
                        .ifPresent(type -> words.put(getter.getName().toLowerCase(Locale.ROOT), values(type))));
    }

    static Enumerations of(Class<?> structure) {
        return KNOWN.get(structure);
    }

    /** Of the value itself, or of each element of a list, or of each value of a map; empty when any text will do. */
    Set<String> words(String member) {
        return words.getOrDefault(member.toLowerCase(Locale.ROOT), Set.of());
    }

    /** The enumeration itself, or what a list or the values of a map are of. */
    private static Optional<Class<?>> enumeration(Type type) {
        List<Type> types = type instanceof ParameterizedType collection
                ? Arrays.asList(collection.getActualTypeArguments())
                : List.of(type);
        return Stream.of(types.get(types.size() - 1))
                .filter(last -> last instanceof Class<?> c && c.isEnum())
                .<Class<?>>map(last -> (Class<?>) last)
                .findFirst();
    }

    private static Set<String> values(Class<?> enumeration) {
        return Arrays.stream(enumeration.getEnumConstants())
                .map(constant -> (Enum<?>) constant)
                .filter(constant -> !constant.name().equals(UNKNOWN))
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
