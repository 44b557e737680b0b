package io.kinexus.operator.aws.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** One request held against the rules of its action, member by member. */
final class RequestWalk {
    /** By which a listing goes on: AWS's own word, given back to it. */
    private static final Set<String> GOES_ON =
            Set.of("NextToken", "nextToken", "Marker", "PaginationToken", "ContinuationToken");

    private final Action action;
    private final List<Violation> violations = new ArrayList<>();
    private final List<String> unruled = new ArrayList<>();

    private RequestWalk(Action action) {
        this.action = action;
    }

    static Finding of(Action action, SdkPojo request) {
        RequestWalk walk = new RequestWalk(action);
        walk.structure("", request, action.request());
        return new Finding(walk.violations, walk.unruled);
    }

    private void structure(String path, SdkPojo structure, Member rules) {
        for (SdkField<?> field : structure.sdkFields()) {
            String name = field.memberName();
            if (path.isEmpty() && GOES_ON.contains(name)) {
                continue;
            }
            String at = path.isEmpty() ? name : path + "." + name;
            Optional<Object> value = Members.value(field, structure);
            Optional<Member> rule = rules.find(name);
            value.ifPresent(there -> value(at, there, rule));
            if (value.isEmpty()
                    && rule.flatMap(Member::terms).filter(Terms::required).isPresent()) {
                violation(at, "is missing, and AWS requires it");
            }
        }
        together(path, structure, rules);
    }

    private void value(String path, Object value, Optional<Member> known) {
        if (known.isEmpty()) {
            unruled.add(action.name() + " " + path);
            return;
        }
        Member rules = known.get();
        rules.terms().ifPresent(terms -> terms.flaws(value).forEach(flaw -> violation(path, flaw)));
        if (value instanceof SdkPojo structure) {
            structure(path, structure, rules);
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                value(path + "[" + i + "]", list.get(i), rules.find(Member.EACH));
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> entry(path, key.toString(), entry, rules));
            together(path, map, rules);
        } else if (rules.terms().isEmpty()) {
            unruled.add(action.name() + " " + path);
        }
    }

    private void entry(String path, String key, Object entry, Member rules) {
        rules.find(Member.KEY).flatMap(Member::terms).ifPresent(terms -> terms.flaws(key)
                .forEach(flaw -> violation(path, "key " + flaw)));
        value(path + "." + key, entry, rules.find(key).or(() -> rules.find(Member.EACH)));
    }

    private void together(String path, Object value, Member rules) {
        rules.checks().forEach(check -> check.flaw(value).ifPresent(flaw -> violation(path, flaw)));
    }

    private void violation(String member, String problem) {
        violations.add(new Violation(action.name(), member, problem, action.page()));
    }
}
