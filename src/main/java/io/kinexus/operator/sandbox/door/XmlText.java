package io.kinexus.operator.sandbox.door;

import java.util.Collection;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** An SDK answer as the XML that the SDK itself would read: Query, EC2 and REST differ only in what stands around it. */
final class XmlText {
    private final StringBuilder text = new StringBuilder();

    /** The members that belong into the body; lists that were not set are written empty, as AWS does at the top. */
    XmlText members(SdkPojo answer) {
        for (SdkField<?> field : answer.sdkFields()) {
            Object value = field.getValueOrDefault(answer);
            if (field.location() == MarshallLocation.PAYLOAD && value != null) {
                element(field, field.unmarshallLocationName(), value);
            }
        }
        return this;
    }

    XmlText open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    XmlText close(String name) {
        // An opening tag may carry attributes.
        text.append("</").append(name.split(" ", 2)[0]).append('>');
        return this;
    }

    XmlText leaf(String name, String value) {
        open(name);
        escape(value);
        return close(name);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void object(SdkPojo value) {
        for (SdkField<?> field : value.sdkFields()) {
            Object member = field.getValueOrDefault(value);
            if (member != null && !unset(member) && !field.containsTrait(XmlAttributeTrait.class)) {
                element(field, field.unmarshallLocationName(), member);
            }
        }
    }

    private static boolean unset(Object member) {
        return member instanceof SdkAutoConstructList<?> || member instanceof SdkAutoConstructMap<?, ?>;
    }

    private void element(SdkField<?> field, String name, Object value) {
        if (value instanceof Collection<?> items) {
            list(field.getRequiredTrait(ListTrait.class), name, items);
        } else if (value instanceof Map<?, ?> entries) {
            map(field.getRequiredTrait(MapTrait.class), name, entries);
        } else if (value instanceof SdkPojo inner) {
            String tag = name + attributes(inner);
            open(tag);
            object(inner);
            close(tag);
        } else {
            leaf(name, Scalars.text(field, value));
        }
    }

    private static String attributes(SdkPojo value) {
        StringBuilder attributes = new StringBuilder();
        for (SdkField<?> field : value.sdkFields()) {
            Object member = field.getValueOrDefault(value);
            if (field.containsTrait(XmlAttributeTrait.class) && member != null) {
                attributes
                        .append(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ")
                        .append(field.unmarshallLocationName())
                        .append("=\"")
                        .append(member)
                        .append('"');
            }
        }
        return attributes.toString();
    }

    private void list(ListTrait trait, String name, Collection<?> items) {
        String memberName = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
        if (!trait.isFlattened()) {
            open(name);
        }
        items.forEach(item -> element(trait.memberFieldInfo(), trait.isFlattened() ? name : memberName, item));
        if (!trait.isFlattened()) {
            close(name);
        }
    }

    private void map(MapTrait trait, String name, Map<?, ?> entries) {
        String entryName = trait.isFlattened() ? name : "entry";
        if (!trait.isFlattened()) {
            open(name);
        }
        entries.forEach((key, value) -> {
            open(entryName);
            leaf(trait.keyLocationName() == null ? "key" : trait.keyLocationName(), String.valueOf(key));
            element(
                    trait.valueFieldInfo(),
                    trait.valueLocationName() == null ? "value" : trait.valueLocationName(),
                    value);
            close(entryName);
        });
        if (!trait.isFlattened()) {
            close(name);
        }
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char here = value.charAt(i);
            switch (here) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\r' -> text.append("&#13;");
                default -> text.append(here);
            }
        }
    }
}
