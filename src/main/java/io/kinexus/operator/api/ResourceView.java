package io.kinexus.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kinexus.operator.core.plan.Step;
import java.util.Optional;

/**
 * One resource.
 *
 * @param from the declaration that asks for it; null for what nobody declares any more
 * @param state {@code in-sync}, or the word of the step that would bring it there
 * @param settled whether AWS has finished creating or changing it
 * @param arn its live ARN, where it has one
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ResourceView(
        String id,
        Optional<String> from,
        String kind,
        String state,
        boolean settled,
        Optional<String> arn,
        String because) {
    static ResourceView of(Step step) {
        return new ResourceView(
                step.id().toString(),
                step.from().map(Object::toString),
                step.id().kind().toString(),
                step.action().writes() ? step.action().word() : "in-sync",
                step.standing().settled(),
                step.standing().arn(),
                step.action().because());
    }
}
