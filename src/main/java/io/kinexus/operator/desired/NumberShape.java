package io.kinexus.operator.desired;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A number without quotes: whole for {@code int} and {@code long}. */
record NumberShape(Class<?> type, Rules rules) implements Shape {
    /** Up to here a double holds every whole number. */
    private static final double WHOLE = 1L << 53;

    @Override
    public Optional<Object> bind(Node node, String path, Binding binding) {
        if (!(node instanceof Node.Scalar scalar) || !scalar.is(Node.Sort.NUMBER)) {
            return binding.wrong(node, path, this);
        }
        double number = Double.parseDouble(scalar.text());
        if (Double.isInfinite(number) || !rules.within(number) || !fits(number)) {
            return binding.wrong(node, path, scalar.text() + "; must be " + allowed());
        }
        return Optional.of(value(number));
    }

    private boolean fits(double number) {
        if (type == double.class) {
            return true;
        }
        double most = type == int.class ? Integer.MAX_VALUE : WHOLE;
        return number == Math.rint(number) && Math.abs(number) <= most;
    }

    private Object value(double number) {
        if (type == double.class) {
            return number;
        }
        return type == int.class ? (Object) (int) number : (Object) (long) number;
    }

    @Override
    public void describe(ObjectNode schema) {
        schema.put("type", type == double.class ? "number" : "integer");
        rules.describe(schema, "minimum", "maximum");
    }

    @Override
    public String allowed() {
        return (type == double.class ? "a number" : "a whole number") + rules.range() + ", without quotes";
    }
}
