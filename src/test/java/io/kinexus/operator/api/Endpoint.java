package io.kinexus.operator.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An endpoint as its annotations declare it: found, not named, so that a new one is tried with the others.
 *
 * @param path with its parameters in braces
 * @param role empty for one that is open to all
 * @param many whether it answers for those environments that the caller sees
 */
record Endpoint(String method, String path, Optional<String> role, boolean many) {
    private static final class Found {
        private static final List<Endpoint> ALL = find();
    }

    static List<Endpoint> all() {
        return Found.ALL;
    }

    /** Every class of the package that has a path. */
    private static List<Endpoint> find() {
        try (Stream<java.nio.file.Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .map(Endpoint::loaded)
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                    .flatMap(method -> verb(method).map(verb -> of(verb, method)).stream())
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static java.nio.file.Path folder() {
        URI one = URI.create(String.valueOf(ApiResource.class.getResource("ApiResource.class")));
        return java.nio.file.Path.of(one).resolveSibling(".").normalize();
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(
                    ApiResource.class.getPackageName() + "." + name, false, ApiResource.class.getClassLoader());
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static Optional<String> verb(Method method) {
        return Stream.of(method.getAnnotations())
                .map(Annotation::annotationType)
                .flatMap(type -> Optional.ofNullable(type.getAnnotation(HttpMethod.class)).stream())
                .map(HttpMethod::value)
                .findFirst();
    }

    private static Endpoint of(String verb, Method method) {
        String path = path(method.getDeclaringClass().getAnnotation(Path.class))
                + Optional.ofNullable(method.getAnnotation(Path.class))
                        .map(Endpoint::path)
                        .orElse("");
        return new Endpoint(
                verb,
                path,
                Optional.ofNullable(method.getAnnotation(RolesAllowed.class)).map(allowed -> allowed.value()[0]),
                method.isAnnotationPresent(ManyEnvironments.class));
    }

    private static String path(Path path) {
        return path.value().startsWith("/") ? path.value() : "/" + path.value();
    }

    boolean inEnvironment() {
        return path.contains("{environment}");
    }

    boolean ofRollout() {
        return path.contains("{rollout}");
    }

    /** About one environment or a rollout of it, where it is about one; every other parameter is what does not exist. */
    String in(String environment) {
        return path.replace("{environment}", environment)
                .replace("{rollout}", RunningApi.rolloutOf(environment))
                .replaceAll("\\{[^}]*}", "nosuch");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
