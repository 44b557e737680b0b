package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.AwsFault;

/**
 * ECS's errors, by its own codes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html">Errors</a>
 */
final class EcsFaults {
    private EcsFaults() {}

    static AwsFault invalid(String message) {
        return AwsFault.badRequest("InvalidParameterException", message);
    }

    static AwsFault client(String message) {
        return AwsFault.badRequest("ClientException", message);
    }

    static AwsFault noCluster() {
        return AwsFault.badRequest("ClusterNotFoundException", "Cluster not found.");
    }

    static AwsFault noService() {
        return AwsFault.badRequest("ServiceNotFoundException", "Service not found.");
    }

    static AwsFault inactiveService() {
        return AwsFault.badRequest("ServiceNotActiveException", "Service was not ACTIVE.");
    }

    static AwsFault of(String code, String message) {
        return AwsFault.badRequest(code, message);
    }

    /** @throws AwsFault when the condition does not hold */
    static void require(boolean condition, String message) {
        if (!condition) {
            throw invalid(message);
        }
    }
}
