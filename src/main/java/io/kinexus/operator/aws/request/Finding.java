package io.kinexus.operator.aws.request;

import java.util.List;

/**
 * What the rules say about one request.
 *
 * @param unruled what the request carries and no line speaks about: an action, or members of it
 */
public record Finding(List<Violation> violations, List<String> unruled) {
    public Finding {
        violations = List.copyOf(violations);
        unruled = List.copyOf(unruled);
    }
}
