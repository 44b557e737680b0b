package io.kinexus.operator.sandbox;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** The SDK's records as maps, lists and texts: for people who read the account's state, and for events. */
public final class Plain {
    private Plain() {}

    /** Members that were never set are left out, and so are empty lists; times are texts. */
    public static Map<String, Object> of(SdkPojo record) {
        Map<String, Object> plain = new LinkedHashMap<>();
        for (SdkField<?> field : record.sdkFields()) {
            Object value = field.getValueOrDefault(record);
            if (value != null && !empty(value)) {
                plain.put(field.memberName(), plain(value));
            }
        }
        return plain;
    }

    /** The SDK's lists that were never set look empty too. */
    private static boolean empty(Object value) {
        return value instanceof Collection<?> items && items.isEmpty();
    }

    private static Object plain(@Nullable Object value) {
        if (value instanceof SdkPojo inner) {
            return of(inner);
        }
        if (value instanceof Collection<?> items) {
            return items.stream().map(Plain::plain).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> all = new LinkedHashMap<>();
            map.forEach((key, item) -> all.put(String.valueOf(key), plain(item)));
            return all;
        }
        return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
    }
}
