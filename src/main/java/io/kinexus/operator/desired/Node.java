package io.kinexus.operator.desired;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A piece of a YAML document that knows where it stands. Never changed; aliases share it. */
sealed interface Node {
    Place at();

    /** What it is, in words. */
    String sort();

    /** A single value, as written. */
    record Scalar(String text, Sort is, Place at) implements Node {
        @Override
        public String sort() {
            return is.words;
        }

        boolean is(Sort wanted) {
            return is == wanted;
        }

        Scalar text(String other) {
            return new Scalar(other, is, at);
        }
    }

    /** What a plain scalar means by YAML 1.2's core schema; in quotes it is always text. */
    enum Sort {
        TEXT("a text"),
        NUMBER("a number"),
        BOOLEAN("true or false"),
        NULL("null"),
        /** Already complained about. */
        REFUSED("refused");

        private final String words;

        Sort(String words) {
            this.words = words;
        }
    }

    /** A list. */
    record Items(List<Node> items, Place at) implements Node {
        @Override
        public String sort() {
            return "a list";
        }
    }

    /** A mapping, in the order of the file. */
    record Fields(Map<String, Entry> entries, Place at) implements Node {
        @Override
        public String sort() {
            return "a mapping";
        }

        Optional<Node> get(String key) {
            return Optional.ofNullable(entries.get(key)).map(Entry::value);
        }

        Optional<Fields> fields(String key) {
            return get(key).filter(Fields.class::isInstance).map(Fields.class::cast);
        }

        /** A value that is text, if there is one. */
        Optional<String> text(String key) {
            return get(key).filter(Scalar.class::isInstance)
                    .map(Scalar.class::cast)
                    .filter(scalar -> scalar.is(Sort.TEXT))
                    .map(Scalar::text);
        }
    }

    /** One key of a mapping. */
    record Entry(Place key, Node value) {}

    static boolean isNull(Node node) {
        return node instanceof Scalar scalar && scalar.is(Sort.NULL);
    }
}
