package io.kinexus.operator.kind.listener;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.FixedResponseActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Between AWS's actions and the one line that stands for them in plans; everything that can be changed by hand shows. */
final class ActionTextAws {
    private ActionTextAws() {}

    static String of(List<Action> actions) {
        return actions.stream()
                .sorted(Comparator.comparing(
                        action -> Optional.ofNullable(action.order()).orElse(1)))
                .map(ActionTextAws::of)
                .collect(Collectors.joining("; "));
    }

    static Action toAws(ListenerSpec.DefaultAction action) {
        if (action instanceof ListenerSpec.Redirect redirect) {
            return Action.builder()
                    .type(ActionTypeEnum.REDIRECT)
                    .redirectConfig(r -> r.protocol("HTTPS")
                            .port(String.valueOf(redirect.port()))
                            .host("#{host}")
                            .path("/#{path}")
                            .query("#{query}")
                            .statusCode("HTTP_301"))
                    .build();
        }
        if (action instanceof ListenerSpec.Forward forward) {
            return Action.builder()
                    .type(ActionTypeEnum.FORWARD)
                    .targetGroupArn(forward.targetGroupArn())
                    .build();
        }
        ListenerSpec.FixedResponse fixed = (ListenerSpec.FixedResponse) action;
        return Action.builder()
                .type(ActionTypeEnum.FIXED_RESPONSE)
                .fixedResponseConfig(
                        f -> f.statusCode(String.valueOf(fixed.status())).contentType("text/plain"))
                .build();
    }

    private static String of(Action action) {
        if (action.redirectConfig() != null) {
            return redirect(action.redirectConfig());
        }
        if (action.fixedResponseConfig() != null) {
            return fixed(action.fixedResponseConfig());
        }
        return action.type() == ActionTypeEnum.FORWARD ? forward(action) : action.typeAsString();
    }

    private static String redirect(RedirectActionConfig to) {
        return "redirect " + to.statusCodeAsString() + " " + or(to.protocol(), "#{protocol}") + "://"
                + or(to.host(), "#{host}") + ":" + or(to.port(), "#{port}") + or(to.path(), "/#{path}") + "?"
                + or(to.query(), "#{query}");
    }

    private static String fixed(FixedResponseActionConfig answer) {
        return "fixed-response " + answer.statusCode() + " " + or(answer.contentType(), "text/plain") + " \""
                + or(answer.messageBody(), "") + "\"";
    }

    private static String forward(Action action) {
        List<TargetGroupTuple> groups = action.forwardConfig() == null
                ? List.of()
                : action.forwardConfig().targetGroups();
        if (groups.size() <= 1) {
            return "forward "
                    + groups.stream()
                            .map(TargetGroupTuple::targetGroupArn)
                            .findFirst()
                            .orElseGet(() -> or(action.targetGroupArn(), ""));
        }
        return "forward "
                + groups.stream()
                        .map(one -> one.targetGroupArn() + "=" + one.weight())
                        .sorted()
                        .collect(Collectors.joining(","));
    }

    private static String or(String value, String usual) {
        return Optional.ofNullable(value).orElse(usual);
    }
}
