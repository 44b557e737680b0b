package io.kinexus.operator.core.diff;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** When a live value satisfies a wanted one. Equality is the rule; each of these is a known exception to it. */
@FunctionalInterface
public interface Match<V> {
    boolean satisfied(V want, V have);

    static <V> Match<V> equal() {
        return Object::equals;
    }

    /** Lists whose order AWS does not keep. */
    static <C extends Collection<?>> Match<C> unordered() {
        return (want, have) ->
                want.size() == have.size() && new HashSet<Object>(want).equals(new HashSet<Object>(have));
    }

    /** One-way growth: AWS may go above what is declared, and nothing is ever shrunk. */
    static <N extends Comparable<N>> Match<N> atLeast() {
        return (want, have) -> have.compareTo(want) >= 0;
    }

    /** What is declared must be there; more may be (tags that others set). */
    static <K, V> Match<Map<K, V>> contains() {
        return (want, have) -> have.entrySet().containsAll(want.entrySet());
    }

    /** As another, but for what AWS does not tell at the moment: an empty answer is no other value. */
    static <V> Match<V> whenTold(Predicate<V> empty, Match<V> told) {
        return (want, have) -> empty.test(have) || told.satisfied(want, have);
    }

    /** {@code "15"} is satisfied by {@code 15.12}: compared as far as it is stated. */
    static Match<String> versionPrefix() {
        return (want, have) -> {
            List<String> wanted = List.of(want.split("\\."));
            List<String> live = List.of(have.split("\\."));
            return live.size() >= wanted.size()
                    && live.subList(0, wanted.size()).equals(wanted);
        };
    }
}
