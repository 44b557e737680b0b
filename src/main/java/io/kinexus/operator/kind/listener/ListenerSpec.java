package io.kinexus.operator.kind.listener;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;
import java.util.Optional;

/**
 * One port of a load balancer.
 *
 * @param loadBalancerArn an ARN, or a reference to one
 * @param port the identity on its load balancer
 * @param protocol {@code HTTP} or {@code HTTPS}
 * @param sslPolicy for HTTPS only
 * @param certificateArns for HTTPS only: the first is the default, the others are chosen by server name
 * @param action what happens to a request that no rule fits
 */
public record ListenerSpec(
        String loadBalancerArn,
        int port,
        String protocol,
        Optional<String> sslPolicy,
        List<String> certificateArns,
        DefaultAction action)
        implements Spec {
    public static final String HTTP = "HTTP";
    public static final String HTTPS = "HTTPS";

    public ListenerSpec {
        certificateArns = List.copyOf(certificateArns);
    }

    /** What the listener does by itself. */
    public sealed interface DefaultAction {
        /** For the plan and for comparison: every property that a person could have changed. */
        String text();
    }

    /** Sends the client to HTTPS on another port, for good (301). */
    public record Redirect(int port) implements DefaultAction {
        @Override
        public String text() {
            return "redirect HTTP_301 HTTPS://#{host}:" + port + "/#{path}?#{query}";
        }
    }

    /** Answers by itself, without a body. */
    public record FixedResponse(int status) implements DefaultAction {
        @Override
        public String text() {
            return "fixed-response " + status + " text/plain \"\"";
        }
    }

    /** Sends everything to one target group. */
    public record Forward(String targetGroupArn) implements DefaultAction {
        @Override
        public String text() {
            return "forward " + targetGroupArn;
        }
    }
}
