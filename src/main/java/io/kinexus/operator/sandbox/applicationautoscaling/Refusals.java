package io.kinexus.operator.sandbox.applicationautoscaling;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Pages;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** What Application Auto Scaling refuses, in its own words. */
final class Refusals {
    private Refusals() {}

    static AwsFault invalid(String message) {
        return AwsFault.badRequest("ValidationException", message);
    }

    static AwsFault missing(String what, String resourceId) {
        return AwsFault.badRequest(
                "ObjectNotFoundException",
                "No " + what + " found for service namespace: ecs, resource ID: " + resourceId
                        + ", scalable dimension: ecs:service:DesiredCount");
    }

    /** The sandbox scales ECS services; the other namespaces of AWS are not in it. */
    static void ecs(@Nullable ServiceNamespace namespace) {
        if (namespace == null) {
            throw invalid("1 validation error detected: Value at 'serviceNamespace' failed to satisfy constraint:"
                    + " Member must not be null");
        }
        if (namespace != ServiceNamespace.ECS) {
            throw invalid("Unsupported service namespace, resource type or scalable dimension");
        }
    }

    static void service(@Nullable String resourceId, @Nullable ScalableDimension dimension) {
        if (resourceId == null || !resourceId.matches("service/[^/]+/[^/]+")) {
            throw invalid("Unsupported service namespace, resource type or scalable dimension");
        }
        if (dimension != ScalableDimension.ECS_SERVICE_DESIRED_COUNT) {
            throw invalid("Unsupported service namespace, resource type or scalable dimension");
        }
    }

    static <T> Pages.Page<T> page(Collection<T> all, @Nullable Integer asked, int most, @Nullable String token) {
        if (asked != null && (asked < 1 || asked > most)) {
            throw invalid("1 validation error detected: Value at 'maxResults' failed to satisfy constraint: Member must"
                    + " be between 1 and " + most);
        }
        if (token != null && !token.startsWith("page-")) {
            throw AwsFault.badRequest("InvalidNextTokenException", "The next token is not valid");
        }
        return Pages.of(all, asked, most, most, token);
    }
}
