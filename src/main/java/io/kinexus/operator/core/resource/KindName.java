package io.kinexus.operator.core.resource;

import java.util.regex.Pattern;

/** A kind of AWS resource in the field's own word, such as {@code ecs-service}; lower case, words joined by hyphens. */
public record KindName(String value) implements Comparable<KindName> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    public KindName {
        if (!is(value)) {
            throw new IllegalArgumentException("not a kind's name: " + value);
        }
    }

    static boolean is(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(KindName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
