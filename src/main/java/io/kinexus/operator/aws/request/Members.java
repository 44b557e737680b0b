package io.kinexus.operator.aws.request;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** What a request of the SDK carries, by AWS's names. What was never set is absent; an empty list that was set is not. */
final class Members {
    private Members() {}

    /** @param path {@code networkConfiguration.awsvpcConfiguration}; {@code []} stands for every element of a list */
    static List<Object> at(Object from, String path) {
        List<Object> found = List.of(from);
        for (String name : path.replace(Member.EACH, "." + Member.EACH).split("\\.")) {
            List<Object> below = new ArrayList<>();
            found.forEach(value -> below.addAll(step(value, name)));
            found = below;
        }
        return found;
    }

    private static Collection<?> step(Object from, String name) {
        if (name.equals(Member.EACH)) {
            return from instanceof List<?> list ? list : List.of();
        }
        if (from instanceof Map<?, ?> map) {
            return Optional.ofNullable(map.get(name)).map(List::of).orElse(List.of());
        }
        if (from instanceof SdkPojo pojo) {
            return pojo.sdkFields().stream()
                    .filter(field -> field.memberName().equals(name))
                    .flatMap(field -> value(field, pojo).stream())
                    .toList();
        }
        return List.of();
    }

    static Optional<Object> value(SdkField<?> field, SdkPojo pojo) {
        Object value = field.getValueOrDefault(pojo);
        return absent(value) ? Optional.empty() : Optional.of(value);
    }

    private static boolean absent(@Nullable Object value) {
        return value == null || value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
    }

    /** As AWS reads it. */
    static String text(Object value) {
        return value instanceof SdkBytes bytes ? "(" + bytes.asByteArrayUnsafe().length + " bytes)" : value.toString();
    }
}
