package io.kinexus.operator.core.resource;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Where a kind looks and writes: one environment in one account and region, and the clients that lead there. */
public interface Scope {
    String environment();

    /** Twelve digits. */
    String account();

    String region();

    /** The operator's time: what is old, and what is due. */
    Instant now();

    /** The tags that the environment's file puts on everything, without our own ownership tags. */
    Map<String, String> tags();

    /** The ARN of the policy that bounds every role of the environment; empty where none is asked for. */
    default Optional<String> permissionsBoundary() {
        return Optional.empty();
    }

    /** The client of one AWS service, by its interface: {@code client(EcsClient.class)}. */
    <C> C client(Class<C> service);

    /** The same account's client in another region: for what is pointed at by an address that names its region. */
    <C> C client(Class<C> service, String region);

    /** Looks at most once a sweep, however many kinds ask for the same key; a failed look is tried again by the next. */
    <V> V once(Object key, Class<V> type, Supplier<V> look);

    /** Keeps for as long as this process holds the environment: only for what AWS never changes, by ARN. */
    <V> V keep(Object key, Class<V> type, Supplier<V> look);

    /** Whether what is missing and holds data is made from the newest copy of it that was kept, and not empty. */
    default boolean restoresData() {
        return false;
    }

    /** What outlives the process, for what AWS never changes; blank where there is none. */
    default Notebook notebook() {
        return Notebook.BLANK;
    }

    /** Looks for each item, several at a time, and answers in the order of the items. */
    <T, R> List<R> each(Collection<T> items, Function<T, R> look);

    /** A failed look in words for people: what is wrong and what helps. */
    default String says(RuntimeException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
