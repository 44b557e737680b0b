package io.kinexus.operator.sandbox.door;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * A form of Query or EC2 ({@code Tags.member.1.Key=a}) into the SDK's request, by the SDK's own field metadata.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">awsQuery</a>
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html">ec2Query: lists are always flat</a>
 */
final class FormReader {
    private final NavigableMap<String, String> form = new TreeMap<>();

    FormReader(Map<String, List<String>> pairs) {
        pairs.forEach((name, values) -> form.put(name, values.get(0)));
    }

    void fill(SdkPojo builder) {
        fill(builder, "");
    }

    private void fill(SdkPojo builder, String prefix) {
        for (SdkField<?> field : builder.sdkFields()) {
            read(field, prefix + field.locationName()).ifPresent(value -> field.set(builder, value));
        }
    }

    private Optional<Object> read(SdkField<?> field, String key) {
        if (field.marshallingType() == MarshallingType.LIST) {
            return list(field.getRequiredTrait(ListTrait.class), key);
        }
        if (field.marshallingType() == MarshallingType.MAP) {
            return map(field.getRequiredTrait(MapTrait.class), key);
        }
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            return object(field, key);
        }
        return Optional.ofNullable(form.get(key)).map(text -> Scalars.parse(field, text));
    }

    private Optional<Object> object(SdkField<?> field, String key) {
        if (!present(key)) {
            return Optional.empty();
        }
        SdkPojo builder = field.constructor().get();
        fill(builder, key + ".");
        return Optional.of(((Buildable) builder).build());
    }

    private Optional<Object> list(ListTrait trait, String key) {
        SdkField<?> member = trait.memberFieldInfo();
        String prefix = listPrefix(trait, key);
        List<Object> items = new ArrayList<>();
        for (int i = 1; present(prefix + i); i++) {
            read(member, prefix + i).ifPresent(items::add);
        }
        // An empty list is sent as a name with no value.
        return items.isEmpty() && !form.containsKey(key) ? Optional.empty() : Optional.of(items);
    }

    /** Where the items stand: by the model, or flat, as EC2 does and some clients do elsewhere. */
    private String listPrefix(ListTrait trait, String key) {
        String name = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
        String nested = key + "." + name + ".";
        if (!trait.isFlattened() && present(nested + 1)) {
            return nested;
        }
        return present(key + ".member.1") ? key + ".member." : key + ".";
    }

    private Optional<Object> map(MapTrait trait, String key) {
        String prefix = trait.isFlattened() ? key + "." : key + ".entry.";
        String keyName = trait.keyLocationName() == null ? "key" : trait.keyLocationName();
        String valueName = trait.valueLocationName() == null ? "value" : trait.valueLocationName();
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int i = 1; present(prefix + i); i++) {
            String name = form.getOrDefault(prefix + i + "." + keyName, "");
            read(trait.valueFieldInfo(), prefix + i + "." + valueName).ifPresent(value -> entries.put(name, value));
        }
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries);
    }

    private boolean present(String key) {
        if (form.containsKey(key)) {
            return true;
        }
        String next = form.ceilingKey(key + ".");
        return next != null && next.startsWith(key + ".");
    }
}
