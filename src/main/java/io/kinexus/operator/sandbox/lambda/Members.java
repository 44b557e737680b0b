package io.kinexus.operator.sandbox.lambda;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Lambda answers many calls with the same members under another type. */
final class Members {
    private Members() {}

    /** The builder with every member that both have under the same name. */
    static <B> B copied(SdkPojo from, B builder) {
        SdkPojo to = (SdkPojo) builder;
        for (SdkField<?> field : from.sdkFields()) {
            Object value = field.getValueOrDefault(from);
            boolean said = value != null
                    && !(value instanceof SdkAutoConstructList<?>)
                    && !(value instanceof SdkAutoConstructMap<?, ?>);
            if (said) {
                to.sdkFields().stream()
                        .filter(other -> other.memberName().equals(field.memberName()))
                        .forEach(other -> other.set(to, value));
            }
        }
        return builder;
    }
}
