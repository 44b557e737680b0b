package io.kinexus.operator.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.kinexus.operator.api.Wire;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.cli.PolicyReport;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.rollout.RolloutPermissions;
import io.kinexus.operator.rollout.deployment.TaskRuns;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the operator must be allowed to do in one environment, and no more: every kind may look, since what is left over of a
 * kind is noticed too; only kinds that are declared may write, to the names that are declared, and remove only what carries
 * the environment's tag. A policy has no comments, so the reason of a {@code *} is its statement's {@code Sid}, in the letters
 * and digits that IAM allows there.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Actions,
 *     resources, and condition keys</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">Size of a policy</a>
 */
final class IamPolicy {
    private static final int MOST_CHARACTERS = 6144;
    private static final int LONGEST_SID = 40;
    private static final Pattern READ = Pattern.compile("[a-z0-9-]+:(?:Describe|List|Get|Head)[A-Z].*");

    /** What statements are made by; actions with the same of it share one. */
    private record Where(Optional<String> why, List<String> resources, Map<String, Map<String, String>> conditions) {
        /** Under a condition on our tag the types of different actions cannot widen each other. */
        String key() {
            return conditions.toString().contains(Ownership.ENVIRONMENT)
                    ? "tagged " + conditions + why
                    : "named " + resources + conditions + why;
        }

        Where with(Where other) {
            TreeSet<String> all = new TreeSet<>(resources);
            all.addAll(other.resources);
            return new Where(why, List.copyOf(all), conditions);
        }
    }

    private final Settings settings;
    private final Collection<Declared<?>> resources;
    private final DeclaredNames names;
    private final Map<String, Where> order = new TreeMap<>();
    private final Map<String, TreeSet<String>> actions = new TreeMap<>();

    private IamPolicy(Desired desired) {
        settings = desired.settings();
        resources = desired.resources();
        names = new DeclaredNames(resources);
    }

    static PolicyReport of(Collection<ResourceKind<?, ?>> kinds, Desired desired) {
        IamPolicy policy = new IamPolicy(desired);
        Ownership.PERMISSIONS.forEach(one -> policy.add(one, one.resources()));
        kinds.forEach(policy::add);
        policy.rollouts();
        policy.tasks();
        return policy.report();
    }

    private void rollouts() {
        if (resources.stream()
                .anyMatch(one -> one.policy().isPresent() || one.launch().isPresent())) {
            RolloutPermissions.ALL.forEach(one -> add(
                    one,
                    one.resources().stream().map(this::environment).sorted().toList()));
        }
    }

    private void tasks() {
        TaskRuns.permissions()
                .forEach(one -> add(
                        one,
                        one.resources().stream()
                                .flatMap(resource -> resources.stream()
                                        .filter(declared -> declared.launch().isPresent())
                                        .flatMap(declared -> names.filled(environment(resource), declared).stream()))
                                .distinct()
                                .sorted()
                                .toList()));
    }

    private void add(ResourceKind<?, ?> kind) {
        for (Permission one : kind.permissions()) {
            boolean read = READ.matcher(one.action()).matches();
            List<Declared<?>> mine = resources.stream()
                    .filter(declared -> declared.id().kind().equals(kind.name()))
                    .filter(declared -> read || declared.existing().isEmpty())
                    .toList();
            List<String> where = one.resources().stream()
                    .flatMap(resource -> DeclaredNames.asks(environment(resource))
                            ? mine.stream().flatMap(declared -> names.filled(environment(resource), declared).stream())
                            : read || !mine.isEmpty() ? Stream.of(environment(resource)) : Stream.empty())
                    .sorted()
                    .distinct()
                    .toList();
            add(one, where);
        }
    }

    private void add(Permission one, List<String> where) {
        if (where.isEmpty()) {
            return;
        }
        Map<String, Map<String, String>> conditions = new TreeMap<>();
        one.conditions().forEach((operator, keys) -> {
            Map<String, String> values = new TreeMap<>();
            keys.forEach((key, value) -> values.put(environment(key), environment(value)));
            conditions.put(operator, values);
        });
        Where there = new Where(one.why(), where, conditions);
        order.merge(there.key(), there, Where::with);
        actions.computeIfAbsent(there.key(), key -> new TreeSet<>()).add(one.action());
    }

    private String environment(String text) {
        return text.replace("${region}", settings.region())
                .replace("${account}", settings.account())
                .replace("${environment}", settings.name());
    }

    private PolicyReport report() {
        Map<String, String> reasons = new LinkedHashMap<>();
        List<Map<String, Object>> statements = new ArrayList<>();
        order.forEach((key, where) -> {
            List<String> allowed = List.copyOf(actions.getOrDefault(key, new TreeSet<>()));
            where.why().ifPresent(why -> reasons.put(String.join(" ", allowed), why));
            statements.addAll(fitting(where, allowed));
        });
        List<Map<String, Object>> policies = packed(statements);
        return new PolicyReport(policies, policies.stream().map(IamPolicy::size).toList(), reasons);
    }

    private static Map<String, Object> statement(Where where, List<String> allowed) {
        Map<String, Object> statement = new LinkedHashMap<>();
        where.why().ifPresent(why -> statement.put("Sid", camel(why)));
        statement.put("Effect", "Allow");
        statement.put("Action", allowed);
        statement.put("Resource", where.resources());
        if (!where.conditions().isEmpty()) {
            statement.put("Condition", where.conditions());
        }
        return statement;
    }

    /** In two, and again, until each is small enough for a policy of its own. */
    private static List<Map<String, Object>> fitting(Where where, List<String> allowed) {
        Map<String, Object> whole = statement(where, allowed);
        int count = where.resources().size();
        if (size(document(List.of(whole))) <= MOST_CHARACTERS || count == 1) {
            return List.of(whole);
        }
        return Stream.of(
                        where.resources().subList(0, count / 2),
                        where.resources().subList(count / 2, count))
                .map(half -> new Where(where.why(), half, where.conditions()))
                .flatMap(half -> fitting(half, allowed).stream())
                .toList();
    }

    /** Each statement into the first policy that has room for it. */
    private static List<Map<String, Object>> packed(List<Map<String, Object>> statements) {
        List<List<Map<String, Object>>> policies = new ArrayList<>();
        for (Map<String, Object> statement : statements) {
            List<Map<String, Object>> room = policies.stream()
                    .filter(policy -> size(document(Stream.concat(policy.stream(), Stream.of(statement))
                                    .toList()))
                            <= MOST_CHARACTERS)
                    .findFirst()
                    .orElseGet(() -> {
                        policies.add(new ArrayList<>());
                        return policies.get(policies.size() - 1);
                    });
            room.add(statement);
        }
        return policies.stream().map(IamPolicy::document).toList();
    }

    /** A {@code Sid} is unique in its policy. */
    private static Map<String, Object> document(List<Map<String, Object>> statements) {
        List<Map<String, Object>> numbered = new ArrayList<>();
        for (Map<String, Object> statement : statements) {
            Map<String, Object> one = new LinkedHashMap<>(statement);
            one.computeIfPresent("Sid", (key, sid) -> sid + String.valueOf(numbered.size()));
            numbered.add(one);
        }
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("Version", "2012-10-17");
        policy.put("Statement", numbered);
        return policy;
    }

    /** As IAM counts, without white space; there is none in any of the texts. */
    private static int size(Map<String, Object> policy) {
        try {
            return Wire.mapper().writeValueAsString(policy).length();
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String camel(String words) {
        StringBuilder text = new StringBuilder();
        for (String word : words.split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty() && text.length() + word.length() <= LONGEST_SID) {
                text.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return text.toString();
    }
}
