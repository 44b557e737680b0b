package io.kinexus.operator.api;

import java.util.List;

/** All environments, in order of name. */
public record Status(List<EnvironmentStatus> environments) {
    /** Without the environments that the caller does not see. */
    public Status seenBy(Caller caller) {
        return new Status(
                environments.stream().filter(one -> caller.sees(one.name())).toList());
    }
}
