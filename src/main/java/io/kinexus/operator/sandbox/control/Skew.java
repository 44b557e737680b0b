package io.kinexus.operator.sandbox.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/** Every time in an answer, however deep, as a server says it whose clock is off. */
final class Skew {
    private Skew() {}

    static AwsResponse of(AwsResponse answer, Duration by) {
        return (AwsResponse) shifted(answer, by);
    }

    private static Object shifted(Object value, Duration by) {
        if (value instanceof Instant time) {
            return time.plus(by);
        }
        if (value instanceof SdkPojo pojo) {
            return pojo(pojo, by);
        }
        if (value instanceof Collection<?> items) {
            List<Object> all = new ArrayList<>();
            items.forEach(item -> all.add(shifted(item, by)));
            return all;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> all = new LinkedHashMap<>();
            map.forEach((key, item) -> all.put(key, shifted(item, by)));
            return all;
        }
        return value;
    }

    private static Object pojo(SdkPojo pojo, Duration by) {
        SdkPojo builder = (SdkPojo) ((ToCopyableBuilder<?, ?>) pojo).toBuilder();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object member = field.getValueOrDefault(pojo);
            if (member != null) {
                field.set(builder, shifted(member, by));
            }
        }
        return ((Buildable) builder).build();
    }
}
