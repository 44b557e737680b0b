package io.kinexus.operator.core.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One IAM action that a kind needs. {@code ${region}}, {@code ${account}} and {@code ${environment}} in a resource are
 * filled when the policy is printed; so is the name of any component of the kind's spec, such as {@code ${name}}, once for
 * each resource that is declared. A component that refers to another resource stands for that one's name.
 *
 * @param why for a resource of {@code *}: why AWS offers nothing narrower
 * @param conditions {@code operator -> key -> value}, such as {@code StringEquals -> iam:PassedToService -> ...}
 */
public record Permission(
        String action, List<String> resources, Optional<String> why, Map<String, Map<String, String>> conditions) {
    public Permission {
        resources = List.copyOf(resources);
        if (resources.contains("*") && why.isEmpty()) {
            throw new IllegalArgumentException(action + " on * needs its reason");
        }
    }

    public static Permission on(String action, String... resources) {
        return new Permission(action, List.of(resources), Optional.empty(), Map.of());
    }

    public static Permission anywhere(String action, String why) {
        return new Permission(action, List.of("*"), Optional.of(why), Map.of());
    }

    /** Of every resource of a type, and why no narrower. */
    public Permission because(String reason) {
        return new Permission(action, resources, Optional.of(reason), conditions);
    }

    public Permission when(String operator, String key, String value) {
        return new Permission(action, resources, why, Map.of(operator, Map.of(key, value)));
    }
}
