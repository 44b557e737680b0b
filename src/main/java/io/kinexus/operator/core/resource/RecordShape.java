package io.kinexus.operator.core.resource;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** How to take a record apart and build it again: looked up once for each class. */
final class RecordShape {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };

    private final Constructor<?> constructor;
    private final List<Method> parts;

    private RecordShape(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            constructor = type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record without its own constructor: " + type, e);
        }
        parts = Arrays.stream(components).map(RecordComponent::getAccessor).toList();
        parts.forEach(RecordShape::open);
        open(constructor);
    }

    private static void open(AccessibleObject member) {
        member.setAccessible(true);
    }

    static RecordShape of(Record value) {
        return SHAPES.get(value.getClass());
    }

    /** The same record when no part changed. */
    Object map(Record value, UnaryOperator<Object> change) {
        try {
            Object[] parts = new Object[this.parts.size()];
            boolean changed = false;
            for (int i = 0; i < parts.length; i++) {
                Object before = this.parts.get(i).invoke(value);
                parts[i] = change.apply(before);
                changed |= parts[i] != before;
            }
            return changed ? constructor.newInstance(parts) : value;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot rebuild " + value.getClass(), e);
        }
    }
}
