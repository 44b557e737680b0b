package io.kinexus.operator.app;

import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Spec;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Physical names, as far as the desired state alone tells them: {@code ${name}} in a permission's resource is that component
 * of the declared resource's spec, and a reference in it is the name of what it refers to.
 */
final class DeclaredNames {
    private static final Pattern COMPONENT = Pattern.compile("\\$\\{(arn:)?([A-Za-z]+)}");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([a-z0-9-]+/[^{}$]+)\\.[A-Za-z0-9]+}");
    private static final Pattern TARGET =
            Pattern.compile("(?:loadbalancer|listener)/app/([^/]+)/.*|targetgroup/([^/]+)/.*");
    private static final Pattern SECRET = Pattern.compile("secret:(.+)-\\w{6}");
    private static final int ARN_PARTS = 6;

    /** Where a spec says what its resource is called; the last two are called after what they hang on. */
    private static final List<String> NAMES = List.of("name", "family", "alarmName", "loadBalancerArn", "listenerArn");

    private final Map<String, Declared<?>> declared = new HashMap<>();

    DeclaredNames(Collection<Declared<?>> resources) {
        resources.forEach(one -> declared.put(one.id().local(), one));
    }

    /** Whether anything has to be filled in from what is declared. */
    static boolean asks(String resource) {
        return COMPONENT.matcher(resource).find();
    }

    /** Empty when a component has no value, or {@code ${arn:..}} is not one that a person wrote. */
    Optional<String> filled(String resource, Declared<?> one) {
        StringBuilder text = new StringBuilder();
        Matcher match = COMPONENT.matcher(resource);
        while (match.find()) {
            Optional<String> value = component(one.spec(), match.group(2));
            boolean whole = match.group(1) != null;
            if (value.isEmpty() || (whole && !value.get().startsWith("arn:"))) {
                return Optional.empty();
            }
            match.appendReplacement(text, Matcher.quoteReplacement(whole ? value.get() : name(value.get())));
        }
        return Optional.of(match.appendTail(text).toString());
    }

    private static Optional<String> component(Spec spec, String name) {
        return Arrays.stream(spec.getClass().getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .map(component -> value(spec, component))
                .flatMap(value -> value instanceof Optional<?> maybe ? maybe.map(String::valueOf) : text(value));
    }

    private static Optional<String> text(Object value) {
        return Optional.of(String.valueOf(value));
    }

    private static Object value(Spec spec, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(spec);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("a spec's component can be read: " + component, failure);
        }
    }

    private String name(String value) {
        StringBuilder text = new StringBuilder();
        Matcher match = REFERENCE.matcher(value);
        while (match.find()) {
            match.appendReplacement(text, Matcher.quoteReplacement(named(match.group(1))));
        }
        return ofArn(match.appendTail(text).toString());
    }

    /** What is not declared, or has no name of its own, may be anything. */
    private String named(String local) {
        Optional<Declared<?>> one = Optional.ofNullable(declared.get(local));
        Optional<String> existing = one.flatMap(Declared::existing).map(DeclaredNames::ofArn);
        return existing.or(() -> one.flatMap(known -> NAMES.stream()
                        .map(name -> component(known.spec(), name))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .map(this::name)))
                .orElse("*");
    }

    /** The name in an ARN; any other text as it is. */
    private static String ofArn(String text) {
        if (!text.startsWith("arn:")) {
            return text;
        }
        String resource = text.split(":", ARN_PARTS)[ARN_PARTS - 1];
        Matcher target = TARGET.matcher(resource);
        if (target.matches()) {
            return target.group(1) == null ? target.group(2) : target.group(1);
        }
        Matcher secret = SECRET.matcher(resource);
        return secret.matches() ? secret.group(1) : resource.replaceFirst("^.*[/:]", "");
    }
}
