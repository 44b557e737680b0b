package io.kinexus.operator.sandbox.elbv2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Everything as plain maps and lists, for people who look. */
final class State {
    private final Balancing all;
    private final Registrations registrations;

    State(Balancing all, Registrations registrations) {
        this.all = all;
        this.registrations = registrations;
    }

    Map<String, Object> asMap() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("loadBalancers", plain(List.copyOf(all.balancers.values())));
        state.put("targetGroups", plain(List.copyOf(all.groups.values())));
        state.put("listeners", plain(List.copyOf(all.listeners.values())));
        state.put("rules", plain(List.copyOf(all.rules.values())));
        state.put("attributes", plain(all.attributes));
        state.put("targets", targets());
        return state;
    }

    private List<Object> targets() {
        List<Object> found = new ArrayList<>();
        all.groups.keySet().forEach(group -> registrations
                .of(group)
                .forEach(one -> found.add(Map.of(
                        "targetGroup", group,
                        "id", one.id(),
                        "port", one.port(),
                        "health", String.valueOf(registrations.health(group, one.id(), one.port()))))));
        return found;
    }

    private static Object plain(Object value) {
        if (value instanceof SdkPojo pojo) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (SdkField<?> field : pojo.sdkFields()) {
                Object part = field.getValueOrDefault(pojo);
                if (part != null) {
                    map.put(field.memberName(), plain(part));
                }
            }
            return map;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(State::plain).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, part) -> copy.put(key, plain(part)));
            return copy;
        }
        return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
    }
}
