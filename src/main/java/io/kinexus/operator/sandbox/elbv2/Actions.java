package io.kinexus.operator.sandbox.elbv2;

import io.kinexus.operator.sandbox.AwsFault;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.FixedResponseActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionStatusCodeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/**
 * What rules and listeners do, checked and completed as AWS answers it: a lone target group appears both beside and in the
 * forward configuration, a redirect has all its parts.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html">Action</a>
 */
final class Actions {
    private static final int MOST_GROUPS = 5;
    private static final int MOST_WEIGHT = 999;
    private final Balancing all;

    Actions(Balancing all) {
        this.all = all;
    }

    /** @param balancer the load balancer at which they are used: a group serves one only */
    List<Action> complete(List<Action> actions, String balancer) {
        Faults.some("Actions", actions);
        long finals = actions.stream()
                .filter(one -> one.type() == ActionTypeEnum.FORWARD
                        || one.type() == ActionTypeEnum.REDIRECT
                        || one.type() == ActionTypeEnum.FIXED_RESPONSE)
                .count();
        if (finals != 1) {
            throw AwsFault.badRequest(
                    "InvalidLoadBalancerAction",
                    "Exactly one action of type forward, redirect or fixed-response is needed");
        }
        return actions.stream().map(action -> complete(action, balancer)).toList();
    }

    private Action complete(Action action, String balancer) {
        Faults.required("Actions.Type", action.type());
        Faults.known("Actions.Type", action.type());
        return switch (action.type()) {
            case FORWARD -> forward(action, balancer);
            case REDIRECT -> redirect(action);
            case FIXED_RESPONSE -> fixed(action);
            default -> action;
        };
    }

    private Action forward(Action action, String balancer) {
        List<TargetGroupTuple> asked = action.forwardConfig() == null
                        || action.forwardConfig().targetGroups().isEmpty()
                ? List.of(TargetGroupTuple.builder()
                        .targetGroupArn(Faults.required("TargetGroupArn", action.targetGroupArn()))
                        .build())
                : action.forwardConfig().targetGroups();
        if (asked.size() > MOST_GROUPS) {
            throw AwsFault.badRequest("TooManyTargetGroups", "A rule forwards to at most five target groups");
        }
        List<TargetGroupTuple> groups =
                asked.stream().map(tuple -> weighted(tuple, balancer)).toList();
        boolean sticky = action.forwardConfig() != null
                && action.forwardConfig().targetGroupStickinessConfig() != null
                && Boolean.TRUE.equals(
                        action.forwardConfig().targetGroupStickinessConfig().enabled());
        Integer seconds =
                sticky ? action.forwardConfig().targetGroupStickinessConfig().durationSeconds() : null;
        return Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .order(action.order())
                .targetGroupArn(groups.size() == 1 ? groups.get(0).targetGroupArn() : null)
                .forwardConfig(ForwardActionConfig.builder()
                        .targetGroups(groups)
                        .targetGroupStickinessConfig(s -> s.enabled(sticky).durationSeconds(seconds))
                        .build())
                .build();
    }

    private TargetGroupTuple weighted(TargetGroupTuple tuple, String balancer) {
        String arn = all.group(tuple.targetGroupArn()).targetGroupArn();
        Faults.between("Weight", tuple.weight(), 0, MOST_WEIGHT);
        if (all.leadingTo(arn).stream().anyMatch(other -> !other.equals(balancer))) {
            throw AwsFault.badRequest(
                    "TargetGroupAssociationLimit",
                    "The following target groups cannot be associated with more than one load balancer: " + arn);
        }
        return tuple.toBuilder()
                .weight(Optional.ofNullable(tuple.weight()).orElse(1))
                .build();
    }

    private static Action redirect(Action action) {
        RedirectActionConfig config = Faults.required("RedirectConfig", action.redirectConfig());
        Faults.required("RedirectConfig.StatusCode", config.statusCodeAsString());
        if (config.statusCode() == RedirectActionStatusCodeEnum.UNKNOWN_TO_SDK_VERSION) {
            throw Faults.invalid("A redirect's status code is HTTP_301 or HTTP_302");
        }
        return action.toBuilder()
                .redirectConfig(config.toBuilder()
                        .protocol(Optional.ofNullable(config.protocol()).orElse("#{protocol}"))
                        .host(Optional.ofNullable(config.host()).orElse("#{host}"))
                        .port(Optional.ofNullable(config.port()).orElse("#{port}"))
                        .path(Optional.ofNullable(config.path()).orElse("/#{path}"))
                        .query(Optional.ofNullable(config.query()).orElse("#{query}"))
                        .build())
                .build();
    }

    private static Action fixed(Action action) {
        FixedResponseActionConfig config = Faults.required("FixedResponseConfig", action.fixedResponseConfig());
        if (!Faults.required("FixedResponseConfig.StatusCode", config.statusCode())
                .matches("[245][0-9]{2}")) {
            throw Faults.invalid("A fixed response's status code is 2XX, 4XX or 5XX");
        }
        return action.toBuilder()
                .fixedResponseConfig(config.toBuilder()
                        .contentType(Optional.ofNullable(config.contentType()).orElse("text/plain"))
                        .build())
                .build();
    }
}
