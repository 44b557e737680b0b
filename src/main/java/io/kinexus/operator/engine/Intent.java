package io.kinexus.operator.engine;

import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.ResourceId;
import java.time.Instant;
import java.util.List;

/**
 * One write to AWS, as committed before it is made. Secrets arrive here masked already.
 *
 * @param token at most 36 characters; the client token of the write
 * @param action the plan's word: {@code create update rollout replace delete}
 * @param plan the hash of the plan that it is part of
 */
public record Intent(
        String token,
        ResourceId resource,
        String action,
        String because,
        List<FieldChange> changes,
        String commit,
        String plan,
        long fence,
        Instant at) {
    public Intent {
        changes = List.copyOf(changes);
    }
}
