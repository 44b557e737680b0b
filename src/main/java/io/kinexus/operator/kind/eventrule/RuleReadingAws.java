package io.kinexus.operator.kind.eventrule;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Paging;
import io.kinexus.operator.aws.Tagged;
import io.kinexus.operator.core.resource.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DeadLetterConfig;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.RetryPolicy;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * The reads: rules are listed by bus, targets come rule by rule.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html">ListRules</a>
 */
final class RuleReadingAws {
    static final String GONE = "ResourceNotFoundException";

    private static final int PAGE = 100;
    /** What we give every target. */
    private static final Set<String> OURS = Set.of("Id", "Arn", "DeadLetterConfig", "RetryPolicy");

    private RuleReadingAws() {}

    /** Empty where there is no such rule, or no such bus. */
    static Optional<EventRuleLive> read(Scope scope, String bus, String name) {
        if (bus.contains("$")) {
            return Optional.empty();
        }
        Optional<Rule> found = Tagged.once(scope, "event-rules:" + bus, () -> rules(scope, bus)).stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst();
        return found.flatMap(rule -> targets(scope, bus, name).map(targets -> live(bus, rule, targets)));
    }

    private static List<Rule> rules(Scope scope, String bus) {
        EventBridgeClient events = scope.client(EventBridgeClient.class);
        try {
            return Paging.all(token -> {
                ListRulesResponse page =
                        events.listRules(r -> r.eventBusName(bus).limit(PAGE).nextToken(token.orElse(null)));
                return new Paging.Page<>(page.rules(), Optional.ofNullable(page.nextToken()));
            });
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, GONE)) {
                return List.of();
            }
            throw failure;
        }
    }

    private static Optional<List<Target>> targets(Scope scope, String bus, String name) {
        EventBridgeClient events = scope.client(EventBridgeClient.class);
        try {
            return Optional.of(Paging.all(token -> {
                ListTargetsByRuleResponse page = events.listTargetsByRule(
                        r -> r.eventBusName(bus).rule(name).limit(PAGE).nextToken(token.orElse(null)));
                return new Paging.Page<>(page.targets(), Optional.ofNullable(page.nextToken()));
            }));
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, GONE)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static EventRuleLive live(String bus, Rule rule, List<Target> targets) {
        return new EventRuleLive(
                rule.arn(),
                rule.name(),
                bus,
                Optional.ofNullable(rule.eventPattern()).orElse(""),
                Optional.ofNullable(rule.scheduleExpression()),
                Optional.ofNullable(rule.description()).filter(text -> !text.isEmpty()),
                Optional.ofNullable(rule.roleArn()).filter(text -> !text.isEmpty()),
                rule.state() == RuleState.ENABLED,
                targets.stream().map(RuleReadingAws::target).toList(),
                targets.stream()
                        .flatMap(target -> target.sdkFields().stream()
                                .filter(field ->
                                        !OURS.contains(field.memberName()) && field.getValueOrDefault(target) != null)
                                .map(field -> target.id() + "." + field.locationName()))
                        .collect(Collectors.toSet()));
    }

    private static EventRuleSpec.Target target(Target target) {
        Optional<RetryPolicy> retry = Optional.ofNullable(target.retryPolicy());
        return new EventRuleSpec.Target(
                target.id(),
                target.arn(),
                Optional.ofNullable(target.deadLetterConfig()).map(DeadLetterConfig::arn),
                retry.map(RetryPolicy::maximumEventAgeInSeconds).orElse(EventRuleSpec.Target.DAY),
                retry.map(RetryPolicy::maximumRetryAttempts).orElse(EventRuleSpec.Target.MOST));
    }
}
