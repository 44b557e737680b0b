package io.kinexus.operator.core.resource;

import java.util.function.ToIntFunction;

/**
 * What it takes to make a resource of a kind, in calls that write, as data for its page and for the tests that hold the real
 * count against it.
 *
 * @param needs AWS's own names of the calls, and what each is for where not all resources need it
 * @param writes how many it takes for one resource that is wanted so
 */
public record Creation<S extends Spec>(String needs, ToIntFunction<S> writes) {
    /** AWS takes all of it in the call that makes it. */
    public static <S extends Spec> Creation<S> inOneCall() {
        return new Creation<>("one call", wanted -> 1);
    }
}
