package io.kinexus.operator.sandbox.apigatewayv2;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/**
 * Members of the same name, from one of the SDK's objects into another: requests, what is kept, and answers share them. An
 * update leaves alone what it does not name, inside of structures too, as PATCH does.
 */
final class Members {
    private Members() {}

    /** What {@code from} states, into the builder; a structure is merged into the one that is there, a list takes its place. */
    static <B extends SdkPojo> B into(B builder, SdkPojo from) {
        SdkPojo before = (SdkPojo) ((Buildable) builder).build();
        Map<String, SdkField<?>> known =
                builder.sdkFields().stream().collect(Collectors.toMap(SdkField::memberName, Function.identity()));
        for (SdkField<?> field : from.sdkFields()) {
            SdkField<?> target = known.get(field.memberName());
            Object value = field.getValueOrDefault(from);
            if (target != null && stated(value)) {
                target.set(builder, merged(Optional.ofNullable(target.getValueOrDefault(before)), value));
            }
        }
        return builder;
    }

    private static boolean stated(@Nullable Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }

    private static Object merged(Optional<Object> before, Object value) {
        if (value instanceof SdkPojo stated
                && before.isPresent()
                && before.get() instanceof ToCopyableBuilder<?, ?> there) {
            return ((Buildable) into((SdkPojo) there.toBuilder(), stated)).build();
        }
        if (value instanceof Map<?, ?> entries && before.isPresent() && before.get() instanceof Map<?, ?> there) {
            Map<Object, Object> both = new HashMap<>(there);
            entries.forEach((key, entry) -> both.put(key, merged(Optional.ofNullable(there.get(key)), entry)));
            return both;
        }
        return value;
    }
}
