package io.kinexus.operator.desired;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** A text; a number or a boolean is none without quotes, so that {@code 1.10} never turns into {@code 1.1}. */
record TextShape(Rules rules) implements Shape {
    @Override
    public Optional<Object> bind(Node node, String path, Binding binding) {
        if (!(node instanceof Node.Scalar scalar) || Node.isNull(node) || scalar.is(Node.Sort.REFUSED)) {
            return binding.wrong(node, path, this);
        }
        if (!scalar.is(Node.Sort.TEXT)) {
            return binding.wrong(node, path, scalar.sort() + "; must be " + allowed() + ": write it in quotes");
        }
        Optional<String> flaw = flaw(scalar.text());
        return flaw.isPresent() ? binding.wrong(node, path, flaw.get()) : Optional.of(scalar.text());
    }

    private Optional<String> flaw(String text) {
        if (!formed(text) || !rules.within(text.length())) {
            return Optional.of('"' + Words.shortened(text) + "\"; must be " + allowed());
        }
        return rules.schedule().flatMap(dialect -> Schedules.flaw(dialect, text));
    }

    private boolean formed(String text) {
        return rules.form()
                .map(form -> text.length() <= ReadingLimits.FORMED
                        && form.matcher(text).matches())
                .orElse(true);
    }

    @Override
    public Node visit(Node node, String path, Visitor visitor) {
        return rules.target().isPresent() && node instanceof Node.Scalar scalar && scalar.is(Node.Sort.TEXT)
                ? visitor.see(rules.target().get(), path, scalar)
                : node;
    }

    @Override
    public void describe(ObjectNode schema) {
        schema.put("type", "string");
        rules.describe(schema, "minLength", "maxLength");
        rules.target()
                .filter(target -> target.qualified() && !target.kinds().isEmpty())
                .ifPresent(target -> schema.put("pattern", "^(?:" + String.join("|", target.kinds()) + ")/.+$"));
        rules.schedule().ifPresent(dialect -> schema.put("pattern", Schedules.pattern(dialect)));
        rules.form().ifPresent(form -> schema.put("pattern", "^(?:" + form.pattern() + ")$"));
    }

    @Override
    public String allowed() {
        if (!rules.say().isEmpty()) {
            return rules.say();
        }
        if (rules.schedule().isPresent()) {
            return Schedules.allowed(rules.schedule().get());
        }
        return rules.target().map(TextShape::name).orElseGet(() -> "a text" + length());
    }

    private static String name(Target target) {
        List<String> kinds = target.kinds();
        return target.qualified()
                ? "a reference such as " + kinds.stream().findFirst().orElse("service") + "/name"
                : "the name of a " + String.join(" or ", kinds);
    }

    private String length() {
        return rules.range().isEmpty() ? "" : rules.range() + " characters";
    }
}
