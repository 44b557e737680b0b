package io.kinexus.operator.desired;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinexus.operator.blueprint.Form;
import io.kinexus.operator.blueprint.Range;
import io.kinexus.operator.blueprint.Refers;
import io.kinexus.operator.blueprint.Schedule;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a component's annotations add to its type. */
record Rules(
        Optional<Pattern> form,
        String say,
        double min,
        double max,
        Optional<Target> target,
        Optional<Schedule.Dialect> schedule,
        boolean verbatim) {

    static Rules of(RecordComponent component) {
        Optional<Form> form = Optional.ofNullable(component.getAnnotation(Form.class));
        Optional<Range> range = Optional.ofNullable(component.getAnnotation(Range.class));
        return new Rules(
                form.map(it -> Pattern.compile(it.regex())),
                form.map(Form::say).orElse(""),
                range.map(Range::min).orElse(Double.NEGATIVE_INFINITY),
                range.map(Range::max).orElse(Double.POSITIVE_INFINITY),
                Optional.ofNullable(component.getAnnotation(Refers.class)).map(Target::of),
                Optional.ofNullable(component.getAnnotation(Schedule.class)).map(Schedule::value),
                component.isAnnotationPresent(io.kinexus.operator.blueprint.Verbatim.class));
    }

    /** Without the range, which a list takes for its own length. */
    Rules ofItem() {
        return new Rules(form, say, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, target, schedule, verbatim);
    }

    boolean within(double number) {
        return number >= min && number <= max;
    }

    /** {@code  from 1 to 10}, {@code  of at least 1}, or nothing. */
    String range() {
        if (Double.isInfinite(min)) {
            return Double.isInfinite(max) ? "" : " of at most " + plain(max);
        }
        return Double.isInfinite(max) ? " of at least " + plain(min) : " from " + plain(min) + " to " + plain(max);
    }

    void describe(ObjectNode schema, String least, String most) {
        if (!Double.isInfinite(min)) {
            put(schema, least, min);
        }
        if (!Double.isInfinite(max)) {
            put(schema, most, max);
        }
    }

    private static void put(ObjectNode schema, String key, double number) {
        if (number == Math.rint(number)) {
            schema.put(key, (long) number);
        } else {
            schema.put(key, number);
        }
    }

    static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
