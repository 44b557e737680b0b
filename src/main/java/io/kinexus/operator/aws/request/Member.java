package io.kinexus.operator.aws.request;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of one member and of what is below it. Filled by {@link RuleReader}, and only read afterwards. */
final class Member {
    /** How the elements of a list, or the values of a map without a name of their own, are called in a path. */
    static final String EACH = "[]";

    /** How the keys of a map are called in a path. */
    static final String KEY = "(key)";

    private final Map<String, Member> below = new HashMap<>();
    private final List<Check> checks = new ArrayList<>();
    private @Nullable Terms terms;

    Member at(String name) {
        return below.computeIfAbsent(name, missing -> new Member());
    }

    void rule(Terms found) {
        terms = found;
    }

    void check(Check check) {
        checks.add(check);
    }

    /** Nothing when no line is about it. */
    Optional<Member> find(String name) {
        return Optional.ofNullable(below.get(name));
    }

    Map<String, Member> below() {
        return below;
    }

    /** Nothing when lines are only about what is below it. */
    Optional<Terms> terms() {
        return Optional.ofNullable(terms);
    }

    List<Check> checks() {
        return checks;
    }
}
