package io.kinexus.operator.sandbox.elbv2;

import io.kinexus.operator.sandbox.AwsFault;
import java.util.Collection;

/**
 * Elastic Load Balancing's error codes as they stand on the wire, without the SDK's {@code Exception}.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/CommonErrors.html">Errors</a>
 */
final class Faults {
    private Faults() {}

    static AwsFault invalid(String message) {
        return AwsFault.badRequest("ValidationError", message);
    }

    static AwsFault misfit(String message) {
        return AwsFault.badRequest("InvalidConfigurationRequest", message);
    }

    static AwsFault noLoadBalancer(String what) {
        return AwsFault.badRequest("LoadBalancerNotFound", "Load balancers '[" + what + "]' not found");
    }

    static AwsFault noTargetGroup(String what) {
        return AwsFault.badRequest("TargetGroupNotFound", "Target groups '" + what + "' not found");
    }

    static AwsFault noListener(String what) {
        return AwsFault.badRequest("ListenerNotFound", "Listeners '" + what + "' not found");
    }

    static AwsFault noRule(String what) {
        return AwsFault.badRequest("RuleNotFound", "Rules '" + what + "' not found");
    }

    static <T> T required(String name, T value) {
        if (value == null || (value instanceof String text && text.isEmpty())) {
            throw invalid("1 validation error detected: '" + name + "' is required");
        }
        return value;
    }

    /** Any of the SDK's enums, which turn an unknown word into UNKNOWN_TO_SDK_VERSION. */
    static void known(String name, Object value) {
        if ("null".equals(String.valueOf(value))) {
            throw invalid("1 validation error detected: the value of '" + name + "' is not one of its enumeration");
        }
    }

    static void between(String name, Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw invalid(name + " must be between " + least + " and " + most + ", and not " + value);
        }
    }

    static void some(String name, Collection<?> values) {
        if (values.isEmpty()) {
            throw invalid("1 validation error detected: '" + name + "' must have at least one member");
        }
    }
}
