package io.kinexus.operator.sandbox.elbv2;

import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.HostHeaderConditionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.PathPatternConditionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** A rule's conditions as AWS answers them: hosts and paths in the short form and in the configuration. */
final class Conditions {
    private Conditions() {}

    /** The values, whichever form they came in. */
    static List<String> values(RuleCondition condition) {
        if (!condition.values().isEmpty()) {
            return condition.values();
        }
        return switch (String.valueOf(condition.field())) {
            case "host-header" ->
                condition.hostHeaderConfig() == null
                        ? List.of()
                        : condition.hostHeaderConfig().values();
            case "path-pattern" ->
                condition.pathPatternConfig() == null
                        ? List.of()
                        : condition.pathPatternConfig().values();
            case "http-header" ->
                condition.httpHeaderConfig() == null
                        ? List.of()
                        : condition.httpHeaderConfig().values();
            case "http-request-method" ->
                condition.httpRequestMethodConfig() == null
                        ? List.of()
                        : condition.httpRequestMethodConfig().values();
            case "source-ip" ->
                condition.sourceIpConfig() == null
                        ? List.of()
                        : condition.sourceIpConfig().values();
            default ->
                condition.queryStringConfig() == null
                        ? List.of()
                        : condition.queryStringConfig().values().stream()
                                .map(pair -> pair.key() + "=" + pair.value())
                                .toList();
        };
    }

    static RuleCondition complete(RuleCondition condition) {
        List<String> values = values(condition);
        return switch (condition.field()) {
            case "host-header" -> {
                List<String> hosts = values.stream()
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .toList();
                yield condition.toBuilder()
                        .values(hosts)
                        .hostHeaderConfig(HostHeaderConditionConfig.builder()
                                .values(hosts)
                                .build())
                        .build();
            }
            case "path-pattern" ->
                condition.toBuilder()
                        .values(values)
                        .pathPatternConfig(PathPatternConditionConfig.builder()
                                .values(values)
                                .build())
                        .build();
            default -> condition;
        };
    }
}
