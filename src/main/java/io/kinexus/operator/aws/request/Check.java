package io.kinexus.operator.aws.request;

import java.util.Optional;

/** A demand on several members together. */
@FunctionalInterface
interface Check {
    /** @param from the request, or the part of it that the members' names begin at */
    Optional<String> flaw(Object from);
}
