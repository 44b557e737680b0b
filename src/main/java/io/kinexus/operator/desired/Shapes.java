package io.kinexus.operator.desired;

import io.kinexus.operator.blueprint.Default;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Json;
import io.kinexus.operator.blueprint.Key;
import io.kinexus.operator.blueprint.Value;
import io.kinexus.operator.blueprint.Verbatim;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the shape of a declaration off its record: types, names and annotations. */
final class Shapes {
    private static final Map<Class<?>, Class<?>> PRIMITIVES = Map.of(
            Integer.class, int.class, Long.class, long.class, Double.class, double.class, Boolean.class, boolean.class);

    private Shapes() {}

    /** @throws IllegalStateException when the record uses a type that cannot be written, or a default that is none */
    static RecordShape of(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalStateException("not a record: " + type.getName());
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return RecordShape.of(
                    type,
                    constructor,
                    Arrays.stream(components).map(Shapes::part).toList(),
                    doc(type));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record without its own constructor: " + type.getName(), e);
        }
    }

    private static Part part(RecordComponent component) {
        Rules rules = Rules.of(component);
        Type type = component.getGenericType();
        boolean wrapped = component.getType() == Optional.class;
        Shape shape = shape(wrapped ? argument(type, 0) : type, rules);
        Optional<Node> fallback = written(component).map(text -> parse(text, shape, component));
        return new Part(
                key(component),
                shape,
                fallback.map(node -> bind(node, shape, component)).or(() -> empty(component.getType())),
                fallback,
                wrapped,
                doc(component));
    }

    private static String key(RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        return key == null ? component.getName() : key.value();
    }

    private static String doc(AnnotatedElement element) {
        Doc doc = element.getAnnotation(Doc.class);
        return doc == null ? "" : doc.value();
    }

    private static Optional<String> written(RecordComponent component) {
        return Optional.ofNullable(component.getAnnotation(Default.class))
                .or(() -> Optional.ofNullable(component.getType().getAnnotation(Default.class)))
                .map(Default::value);
    }

    private static Optional<Object> empty(Class<?> type) {
        if (type == Optional.class) {
            return Optional.of(Optional.empty());
        }
        if (type == List.class) {
            return Optional.of(List.of());
        }
        return type == Map.class ? Optional.of(Map.of()) : Optional.empty();
    }

    /** A default of text needs no quotes in the annotation. */
    private static Node parse(String text, Shape shape, RecordComponent component) {
        Problems problems = new Problems();
        List<Node> nodes = YamlText.read(component.toString(), text, problems);
        Node node = nodes.isEmpty() ? new Node.Scalar("", Node.Sort.TEXT, Place.of("")) : nodes.get(0);
        boolean textual = shape instanceof TextShape || shape instanceof ValueShape;
        return textual && node instanceof Node.Scalar scalar
                ? new Node.Scalar(scalar.text(), Node.Sort.TEXT, scalar.at())
                : node;
    }

    private static Object bind(Node node, Shape shape, RecordComponent component) {
        Problems problems = new Problems();
        Optional<Object> bound =
                shape.bind(node, component.getName(), new Binding(node.at(), new Kinds(List.of()), problems));
        return bound.<Object>map(value -> component.getType() == Optional.class ? Optional.of(value) : value)
                .orElseThrow(() -> new IllegalStateException("a default that is none: " + problems.lines()));
    }

    private static Shape shape(Type type, Rules rules) {
        if (type instanceof ParameterizedType generic) {
            return container(generic, rules);
        }
        Class<?> plain = PRIMITIVES.getOrDefault((Class<?>) type, (Class<?>) type);
        if (plain.isEnum()) {
            return ChoiceShape.of(plain, rules.verbatim() || plain.isAnnotationPresent(Verbatim.class));
        }
        if (plain == int.class || plain == long.class || plain == double.class) {
            return new NumberShape(plain, rules);
        }
        return plain.isRecord() && plain != Json.class ? of(plain) : simple(plain, rules);
    }

    private static Shape simple(Class<?> type, Rules rules) {
        if (type == String.class) {
            return new TextShape(rules);
        }
        if (type == boolean.class) {
            return new FlagShape();
        }
        if (type == Duration.class) {
            return new DurationShape(rules);
        }
        if (type == Instant.class) {
            return new InstantShape();
        }
        if (type == Value.class) {
            return new ValueShape(new TextShape(rules));
        }
        if (type == Json.class) {
            return new JsonShape();
        }
        throw new IllegalStateException("a declaration cannot hold a " + type.getName());
    }

    private static Shape container(ParameterizedType generic, Rules rules) {
        if (generic.getRawType() == List.class) {
            return new ListShape(shape(argument(generic, 0), rules.ofItem()), rules);
        }
        if (generic.getRawType() == Map.class && argument(generic, 0) == String.class) {
            return new MapShape(shape(argument(generic, 1), rules.ofItem()), rules);
        }
        throw new IllegalStateException("a declaration cannot hold a " + generic);
    }

    private static Type argument(Type generic, int index) {
        return ((ParameterizedType) generic).getActualTypeArguments()[index];
    }
}
