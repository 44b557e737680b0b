package io.kinexus.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * All environments, in order of name.
 *
 * @param source left out when desired state is a folder
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Status(List<EnvironmentStatus> environments, Optional<SourceView> source) {
    /** Without the environments that the caller does not see. */
    public Status seenBy(Caller caller) {
        return new Status(
                environments.stream().filter(one -> caller.sees(one.name())).toList(), source);
    }
}
