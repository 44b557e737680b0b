package io.kinexus.operator.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.kinexus.operator.api.Wire;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.ResourceKind;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The policy that all kinds together need in one environment. A policy has no comments, so the reason of each {@code *} is
 * its statement's {@code Sid}, in the letters and digits that IAM allows there.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html">Sid</a>
 */
final class IamPolicy {
    /** What statements are made by; actions with the same of it share one. */
    private record Where(Optional<String> why, List<String> resources, Map<String, Map<String, String>> conditions) {}

    private IamPolicy() {}

    static String of(Collection<ResourceKind<?, ?>> kinds, Settings settings) {
        Map<String, Where> order = new TreeMap<>();
        Map<String, TreeSet<String>> actions = new TreeMap<>();
        kinds.stream()
                .flatMap(kind -> kind.permissions().stream())
                .map(one -> filled(one, settings))
                .forEach(one -> {
                    Where where = new Where(one.why(), one.resources(), one.conditions());
                    order.put(where.toString(), where);
                    actions.computeIfAbsent(where.toString(), key -> new TreeSet<>())
                            .add(one.action());
                });
        List<Map<String, Object>> statements = new ArrayList<>();
        order.forEach((key, where) -> statements.add(
                statement(where, List.copyOf(actions.getOrDefault(key, new TreeSet<>())), statements.size())));
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("Version", "2012-10-17");
        policy.put("Statement", statements);
        try {
            return Wire.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(policy);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, Object> statement(Where where, List<String> actions, int number) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", number + where.why().map(IamPolicy::camel).orElse("Own"));
        statement.put("Effect", "Allow");
        statement.put("Action", actions);
        statement.put("Resource", where.resources());
        if (!where.conditions().isEmpty()) {
            statement.put("Condition", where.conditions());
        }
        return statement;
    }

    private static String camel(String words) {
        StringBuilder text = new StringBuilder();
        for (String word : words.split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty()) {
                text.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return text.toString();
    }

    private static Permission filled(Permission one, Settings settings) {
        Map<String, Map<String, String>> conditions = new TreeMap<>();
        one.conditions().forEach((operator, keys) -> {
            Map<String, String> values = new TreeMap<>();
            keys.forEach((key, value) -> values.put(filled(key, settings), filled(value, settings)));
            conditions.put(operator, values);
        });
        return new Permission(
                one.action(),
                one.resources().stream()
                        .map(text -> filled(text, settings))
                        .sorted()
                        .toList(),
                one.why(),
                conditions);
    }

    private static String filled(String text, Settings settings) {
        return text.replace("${region}", settings.region())
                .replace("${account}", settings.account())
                .replace("${environment}", settings.name());
    }
}
