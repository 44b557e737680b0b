package io.kinexus.operator.core.resource;

import io.kinexus.operator.core.cost.Usage;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.environment.WeeklyWindow;
import io.kinexus.operator.core.health.Recoverable;
import io.kinexus.operator.core.health.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of AWS resource: how to see it, what counts as a difference, and how to write it. Kinds are stateless, have a
 * public constructor without arguments, are found through {@link java.util.ServiceLoader}, and know no other kind.
 */
public interface ResourceKind<S extends Spec, L extends Live> {
    KindName name();

    Class<S> specType();

    /** The table: the only place that says what counts as drift. */
    Fields<S, L> fields();

    /** Every IAM action that any method here leads to, dependent actions included. */
    Set<Permission> permissions();

    /** For the call budget of one observation. */
    Floor floor();

    /** For the budget of calls that write of an environment made from nothing. */
    default Creation<S> creation() {
        return Creation.inOneCall();
    }

    /** Seen in every fast turn: what changes by itself within seconds. Everything else is seen in the slow tier. */
    default boolean fast() {
        return false;
    }

    /** What is pointed at is made by a person, and may come later: its absence is a mistake only where something needs it. */
    default boolean comesLater() {
        return false;
    }

    /** Holds data that cannot be made again: never deleted or replaced without a permit. */
    default boolean stateful() {
        return false;
    }

    /** Belongs to the scaling of a service: what a freeze with {@code allow: [scaling]} lets through. */
    default boolean scaling() {
        return false;
    }

    /** Its changes replace running tasks: counted by {@code limits.maxConcurrentRollouts}. */
    default boolean rollsOut() {
        return false;
    }

    /**
     * Reads only, in the largest batches that AWS allows. Answers for each resource asked for; what could not be read is
     * {@code Unreadable}, and only AWS's own "not found" (or a complete listing without it) is {@code Absent}. References
     * to resources that are not there yet are still in the specs as text.
     */
    Map<ResourceId, Observation<L>> observe(Scope scope, Collection<Declared<S>> wanted);

    /**
     * What carries this environment's ownership tags (or a name that only we derive) and is not among the declared.
     *
     * @throws RuntimeException when the listing is not complete: an error is not an empty list
     */
    Map<ResourceId, Observation<L>> surplus(Scope scope, Set<ResourceId> declared);

    /** The values that others may refer to, such as {@code arn} or {@code vpcId}; only those that are known by now. */
    Map<String, String> outputs(L live);

    /** What AWS says about its health now. */
    default Verdict health(L live) {
        return Verdict.healthy();
    }

    /** What is known of how other resources' data could be brought back: of what backs them up. Pure. */
    default List<Recoverable> recoverable(L live) {
        return List.of();
    }

    /**
     * Why it cannot be removed as it is: AWS's own protection is on, or it still holds something. One sentence that says what
     * to do first; empty when AWS would let it go. Pure.
     */
    default Optional<String> guarded(L live) {
        return Optional.empty();
    }

    /** Nothing of it is asked to run: making it anew takes nothing away from anybody. Pure. */
    default boolean idle(L live) {
        return false;
    }

    /**
     * Why AWS does not make these changes, by whichever call: one sentence that says what to do instead. Asked before
     * anything is written, so that a plan shows it. Pure.
     */
    default Optional<String> impossible(S wanted, L live, List<FieldChange> changes) {
        return Optional.empty();
    }

    /** What it uses by month of what AWS bills, as it is wanted. Pure. */
    default Usage usage(S wanted) {
        return Usage.NONE;
    }

    /** The same of what is there: equal to {@link #usage} where the two are in sync. Pure. */
    default Usage used(L live) {
        return Usage.NONE;
    }

    /**
     * When alone these changes are made, because each of them makes it unavailable for a while. Empty when any of them can be
     * made at once: the updater then makes only those, and the others are asked about again. Pure.
     */
    default Optional<WeeklyWindow> window(S wanted, L live, List<FieldChange> changes) {
        return Optional.empty();
    }

    default Optional<Creator<S>> creator() {
        return Optional.empty();
    }

    default Optional<Updater<S, L>> updater() {
        return Optional.empty();
    }

    default Optional<Restorer<S>> restorer() {
        return Optional.empty();
    }

    default Optional<Deleter<L>> deleter() {
        return Optional.empty();
    }
}
