package io.kinexus.operator.aws.request;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/** Requests that are one step away from a good one: a required member left out, or a value that AWS's rule forbids. */
final class Broken {
    private static final String NONSENSE = "\u0007 not what AWS wants \u20ac".repeat(10_000);

    private final BiConsumer<String, SdkRequest> each;
    private final String action;

    private Broken(String action, BiConsumer<String, SdkRequest> each) {
        this.action = action;
        this.each = each;
    }

    /** @param each gets what was done, and the request that it was done to */
    static void all(Action rules, SdkRequest good, BiConsumer<String, SdkRequest> each) {
        new Broken(rules.name(), each).structure("", (SdkPojo) good, rules.request(), rebuilt ->
                (SdkRequest) Objects.requireNonNull(rebuilt));
    }

    /** How a changed part becomes a changed whole. */
    private interface Back {
        SdkRequest from(@Nullable Object changed);
    }

    private void structure(String path, SdkPojo structure, Member rules, Back back) {
        for (SdkField<?> field : structure.sdkFields()) {
            Optional<Object> value = Members.value(field, structure);
            Optional<Member> member = rules.find(field.memberName());
            if (value.isEmpty() || member.isEmpty()) {
                continue;
            }
            String at = path + "." + field.memberName();
            Back outer = changed -> back.from(with(structure, field, changed));
            if (member.get().terms().filter(Terms::required).isPresent()) {
                each.accept(action + at + " left out", outer.from(null));
            }
            value(at, value.get(), member.get(), outer);
        }
    }

    private void value(String at, Object value, Member rules, Back back) {
        if (value instanceof SdkPojo pojo) {
            structure(at, pojo, rules, back);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            rules.find(Member.EACH)
                    .ifPresent(element -> value(at + "[0]", list.get(0), element, changed -> {
                        List<Object> other = new ArrayList<>(list);
                        other.set(0, Objects.requireNonNull(changed));
                        return back.from(other);
                    }));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> rules.find(key.toString())
                    .or(() -> rules.find(Member.EACH))
                    .ifPresent(rule -> value(at + "." + key, entry, rule, changed -> {
                        Map<Object, Object> other = new HashMap<>(map);
                        other.put(key, Objects.requireNonNull(changed));
                        return back.from(other);
                    })));
        } else {
            leaf(at, value, rules, back);
        }
    }

    private void leaf(String at, Object value, Member rules, Back back) {
        Optional<Terms> demands = rules.terms().filter(terms -> !terms.free());
        if (demands.isEmpty()) {
            return;
        }
        if (value instanceof String) {
            boolean anyText = demands.get().flaws(NONSENSE).isEmpty();
            each.accept(action + at + (anyText ? " is empty" : " is nonsense"), back.from(anyText ? "" : NONSENSE));
        } else if (value instanceof Integer) {
            each.accept(action + at + " is far below", back.from(Integer.MIN_VALUE));
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // the SDK's builders know their members only by their fields
    private static Object with(SdkPojo structure, SdkField<?> field, @Nullable Object changed) {
        SdkBuilder builder = ((ToCopyableBuilder) structure).toBuilder();
        ((SdkField) field).set(builder, changed);
        return builder.build();
    }
}
