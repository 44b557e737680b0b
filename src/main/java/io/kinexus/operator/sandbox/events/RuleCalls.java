package io.kinexus.operator.sandbox.events;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;

/**
 * Rules and their targets.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html">PutRule</a>
 */
final class RuleCalls {
    private static final int PAGE = 100;
    private static final int TARGETS = 5;

    private final Account account;
    private final Buses buses;

    RuleCalls(Account account, Buses buses, Handlers handlers) {
        this.account = account;
        this.buses = buses;
        handlers.on(PutRuleRequest.class, this::put);
        handlers.on(DescribeRuleRequest.class, this::describe);
        handlers.on(ListRulesRequest.class, this::list);
        handlers.on(DeleteRuleRequest.class, this::delete);
        handlers.on(EnableRuleRequest.class, r -> {
            buses.rule(r.eventBusName(), r.name()).enabled = true;
            return EnableRuleResponse.builder().build();
        });
        handlers.on(DisableRuleRequest.class, r -> {
            buses.rule(r.eventBusName(), r.name()).enabled = false;
            return DisableRuleResponse.builder().build();
        });
        handlers.on(ListRuleNamesByTargetRequest.class, this::byTarget);
        handlers.on(PutTargetsRequest.class, this::putTargets);
        handlers.on(RemoveTargetsRequest.class, this::removeTargets);
        handlers.on(ListTargetsByRuleRequest.class, this::listTargets);
    }

    private PutRuleResponse put(PutRuleRequest request) {
        if (request.eventPattern() == null && request.scheduleExpression() == null) {
            throw AwsFault.badRequest(
                    "ValidationException", "Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
        EventPatternCheck.check(request.eventPattern());
        checkSchedule(request.scheduleExpression());
        Bus bus = buses.find(request.eventBusName());
        boolean fresh = !bus.rules.containsKey(request.name());
        Bus.Rule rule =
                bus.rules.computeIfAbsent(request.name(), name -> new Bus.Rule(buses.ruleArn(bus, name), request));
        rule.written = request;
        rule.enabled = request.state() != RuleState.DISABLED;
        if (fresh) {
            // The API takes tags only when it makes a rule.
            account.service(TagStore.class)
                    .put(rule.arn, request.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
        }
        return PutRuleResponse.builder().ruleArn(rule.arn).build();
    }

    private static void checkSchedule(@Nullable String schedule) {
        boolean fine = schedule == null
                || schedule.matches("rate\\([1-9]\\d* (?:minute|minutes|hour|hours|day|days)\\)")
                || schedule.matches("cron\\((?:\\S+ ){5}\\S+\\)");
        if (!fine) {
            throw AwsFault.badRequest("ValidationException", "Parameter ScheduleExpression is not valid.");
        }
    }

    private DescribeRuleResponse describe(DescribeRuleRequest request) {
        Bus bus = buses.find(request.eventBusName());
        Bus.Rule rule = buses.rule(request.eventBusName(), request.name());
        return DescribeRuleResponse.builder()
                .name(rule.written.name())
                .arn(rule.arn)
                .eventBusName(bus.name)
                .eventPattern(rule.written.eventPattern())
                .scheduleExpression(rule.written.scheduleExpression())
                .description(rule.written.description())
                .roleArn(rule.written.roleArn())
                .state(state(rule))
                .createdBy(account.id())
                .build();
    }

    private static RuleState state(Bus.Rule rule) {
        return rule.enabled ? RuleState.ENABLED : RuleState.DISABLED;
    }

    private ListRulesResponse list(ListRulesRequest request) {
        Bus bus = buses.find(request.eventBusName());
        String prefix = Optional.ofNullable(request.namePrefix()).orElse("");
        List<Rule> matching = bus.rules.values().stream()
                .filter(r -> r.written.name().startsWith(prefix))
                .map(r -> Rule.builder()
                        .name(r.written.name())
                        .arn(r.arn)
                        .eventBusName(bus.name)
                        .eventPattern(r.written.eventPattern())
                        .scheduleExpression(r.written.scheduleExpression())
                        .description(r.written.description())
                        .state(state(r))
                        .build())
                .toList();
        var page = Pages.of(matching, request.limit(), PAGE, PAGE, request.nextToken());
        return ListRulesResponse.builder()
                .rules(page.items())
                .nextToken(page.next())
                .build();
    }

    private DeleteRuleResponse delete(DeleteRuleRequest request) {
        Bus bus = buses.find(request.eventBusName());
        Bus.Rule rule = bus.rules.get(request.name());
        if (rule == null) {
            // Deleting what is not there is fine, as the API says.
            return DeleteRuleResponse.builder().build();
        }
        if (!rule.targets.isEmpty()) {
            throw AwsFault.badRequest("ValidationException", "Rule can't be deleted since it has targets.");
        }
        bus.rules.remove(request.name());
        account.service(TagStore.class).forget(rule.arn);
        return DeleteRuleResponse.builder().build();
    }

    private PutTargetsResponse putTargets(PutTargetsRequest request) {
        Bus.Rule rule = buses.rule(request.eventBusName(), request.rule());
        request.targets().forEach(target -> rule.targets.put(target.id(), target));
        if (rule.targets.size() > TARGETS) {
            request.targets().forEach(target -> rule.targets.remove(target.id()));
            throw AwsFault.badRequest(
                    "LimitExceededException", "The requested resource exceeds the maximum number allowed.");
        }
        return PutTargetsResponse.builder()
                .failedEntryCount(0)
                .failedEntries(List.of())
                .build();
    }

    private RemoveTargetsResponse removeTargets(RemoveTargetsRequest request) {
        Bus.Rule rule = buses.rule(request.eventBusName(), request.rule());
        rule.targets.keySet().removeAll(request.ids());
        return RemoveTargetsResponse.builder()
                .failedEntryCount(0)
                .failedEntries(List.of())
                .build();
    }

    private ListRuleNamesByTargetResponse byTarget(ListRuleNamesByTargetRequest request) {
        List<String> names = buses.find(request.eventBusName()).rules.values().stream()
                .filter(rule ->
                        rule.targets.values().stream().anyMatch(t -> t.arn().equals(request.targetArn())))
                .map(rule -> rule.written.name())
                .toList();
        return ListRuleNamesByTargetResponse.builder().ruleNames(names).build();
    }

    private ListTargetsByRuleResponse listTargets(ListTargetsByRuleRequest request) {
        Bus.Rule rule = buses.rule(request.eventBusName(), request.rule());
        var page = Pages.of(rule.targets.values(), request.limit(), PAGE, PAGE, request.nextToken());
        return ListTargetsByRuleResponse.builder()
                .targets(page.items())
                .nextToken(page.next())
                .build();
    }
}
