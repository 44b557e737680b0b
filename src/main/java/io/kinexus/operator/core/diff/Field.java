package io.kinexus.operator.core.diff;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One row of a kind's table: how to get the wanted value, how to get the live one, when they agree, who owns the field,
 * and what it takes to close the gap. The path starts with AWS's own name of the property in its create or update request,
 * lower camel case ({@code networkConfiguration.subnets}).
 *
 * @param want empty when the spec does not state the field: it is then not compared
 * @param have empty when AWS has no value
 * @param meanwhile whose it is for as long as {@code passing} holds; empty where it is always the owner's
 * @param passing whether the live thing is in a state that ends by itself
 * @param follows the wanted value is computed from what AWS has: a gap is closed although it is nobody's drift
 */
public record Field<S, L, V>(
        String path,
        Function<S, Optional<V>> want,
        Function<L, Optional<V>> have,
        Match<V> match,
        Function<S, Owner> owner,
        Optional<Owner> meanwhile,
        Predicate<L> passing,
        Effect effect,
        Function<V, String> show,
        boolean follows) {

    /** A value that git owns, always stated, changed in place. */
    public static <S, L, V> Field<S, L, V> field(String path, Function<S, V> want, Function<L, V> have) {
        return maybe(path, spec -> Optional.of(want.apply(spec)), live -> Optional.of(have.apply(live)));
    }

    /** A value that the spec may leave out, and then is not compared: unspecified is not desired null. */
    public static <S, L, V> Field<S, L, V> stated(String path, Function<S, Optional<V>> want, Function<L, V> have) {
        return maybe(path, want, live -> Optional.of(have.apply(live)));
    }

    /** Either side may have none. Use {@link #exact} where the wanted "none" must remove what is live. */
    public static <S, L, V> Field<S, L, V> maybe(
            String path, Function<S, Optional<V>> want, Function<L, Optional<V>> have) {
        return new Field<>(
                path,
                want,
                have,
                Match.equal(),
                spec -> Owner.GIT,
                Optional.empty(),
                live -> false,
                Effect.IN_PLACE,
                String::valueOf,
                false);
    }

    /** Both sides may have none, and a wanted "none" is a difference to a live value. */
    public static <S, L, V> Field<S, L, Optional<V>> exact(
            String path, Function<S, Optional<V>> want, Function<L, Optional<V>> have) {
        return field(path, want, have)
                .showing(value -> value.map(String::valueOf).orElse("(none)"));
    }

    public Field<S, L, V> effect(Effect other) {
        return new Field<>(path, want, have, match, owner, meanwhile, passing, other, show, follows);
    }

    public Field<S, L, V> matching(Match<? super V> other) {
        return new Field<>(path, want, have, other::satisfied, owner, meanwhile, passing, effect, show, follows);
    }

    public Field<S, L, V> owner(Owner always) {
        return owner((S spec) -> always);
    }

    /** For a field whose owner depends on what else is declared: desiredCount is the scaler's while there is one. */
    public Field<S, L, V> owner(Function<S, Owner> decides) {
        return new Field<>(path, want, have, match, decides, meanwhile, passing, effect, show, follows);
    }

    /** Somebody else's for a while: how a service deploys is the rollout's until the deployment under way has ended. */
    public Field<S, L, V> meanwhile(Predicate<L> moving, Owner other) {
        return new Field<>(path, want, have, match, owner, Optional.of(other), moving, effect, show, follows);
    }

    public Field<S, L, V> showing(Function<V, String> other) {
        return new Field<>(path, want, have, match, owner, meanwhile, passing, effect, other, follows);
    }

    /** A value computed from what AWS has, so that AWS owns it: written when that has moved, and no drift. */
    public Field<S, L, V> following() {
        return new Field<>(path, want, have, match, spec -> Owner.AWS, meanwhile, passing, effect, show, true);
    }

    Optional<String> wanted(S spec) {
        return want.apply(spec).map(show).map(Objects::toString);
    }

    Optional<FieldChange> compare(S spec, L live) {
        Optional<V> wanted = want.apply(spec);
        Optional<V> has = have.apply(live);
        if (wanted.isEmpty() || (has.isPresent() && match.satisfied(wanted.get(), has.get()))) {
            return Optional.empty();
        }
        return Optional.of(new FieldChange(path, text(has), text(wanted), whose(spec, live), effect));
    }

    private Owner whose(S spec, L live) {
        return meanwhile.filter(other -> passing.test(live)).orElseGet(() -> owner.apply(spec));
    }

    private String text(Optional<V> value) {
        return value.map(show).map(Objects::toString).orElse("(none)");
    }
}
