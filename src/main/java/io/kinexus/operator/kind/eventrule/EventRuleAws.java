package io.kinexus.operator.kind.eventrule;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * The writes. PutRule keeps nothing that it is not told, and takes tags only when it makes the rule; targets are a call of
 * their own, each in the place of the one that had its id.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html">PutRule</a>
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html">PutTargets</a>
 */
final class EventRuleAws {
    private EventRuleAws() {}

    static Map<ResourceId, Observation<EventRuleLive>> observe(
            Scope scope, Collection<Declared<EventRuleSpec>> wanted) {
        return Sweep.oneByOne(scope, wanted, one -> RuleReadingAws.read(
                        scope, one.spec().bus(), one.spec().name())
                .<Observation<EventRuleLive>>map(live -> new Observation.Present<>(
                        live, true, Ownership.ours(scope, one.id(), live.arn(), () -> tags(scope, live.arn()))))
                .orElseGet(Observation::absent));
    }

    private static Map<String, String> tags(Scope scope, String arn) {
        return scope.client(EventBridgeClient.class).listTagsForResource(r -> r.resourceARN(arn)).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }

    /** {@code arn:aws:events:us-east-1:123456789012:rule/<bus>/<name>}. */
    static Map<ResourceId, Observation<EventRuleLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<EventRuleLive>> surplus = new LinkedHashMap<>();
        Ownership.sweep(scope).of(EventRules.NAME).forEach((id, arns) -> {
            String[] parts = arns.get(0).split("/", 3);
            if (!declared.contains(id) && parts.length > 2) {
                RuleReadingAws.read(scope, parts[1], parts[2])
                        .ifPresent(live -> surplus.put(id, Observation.present(live)));
            }
        });
        return surplus;
    }

    static Outcome create(Scope scope, Declared<EventRuleSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            EventRuleSpec spec = wanted.spec();
            List<Tag> tags = Ownership.tags(scope, wanted).entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList();
            scope.client(EventBridgeClient.class).putRule(r -> r.name(spec.name())
                    .eventBusName(spec.bus())
                    .eventPattern(spec.eventPattern())
                    .state(RuleState.ENABLED)
                    .tags(tags));
            return put(scope, spec);
        });
    }

    static Outcome update(
            Scope scope,
            Declared<EventRuleSpec> wanted,
            EventRuleLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return AwsFailures.attempt(() -> {
            EventRuleSpec spec = wanted.spec();
            if (changes.stream().anyMatch(change -> !change.path().startsWith(EventRules.TARGETS))) {
                scope.client(EventBridgeClient.class).putRule(r -> r.name(spec.name())
                        .eventBusName(spec.bus())
                        .eventPattern(spec.eventPattern())
                        .state(RuleState.ENABLED));
            }
            if (changes.stream().noneMatch(change -> change.path().startsWith(EventRules.TARGETS))) {
                return Outcome.done();
            }
            Set<String> kept =
                    spec.targets().stream().map(EventRuleSpec.Target::id).collect(Collectors.toSet());
            remove(
                    scope,
                    live,
                    live.targets().stream()
                            .map(EventRuleSpec.Target::id)
                            .filter(id -> !kept.contains(id))
                            .toList());
            return put(scope, spec);
        });
    }

    /** AWS refuses to delete a rule that has targets; deleting one that is gone is no error. */
    static Outcome delete(Scope scope, ResourceId id, EventRuleLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                remove(
                        scope,
                        live,
                        live.targets().stream().map(EventRuleSpec.Target::id).toList());
                scope.client(EventBridgeClient.class)
                        .deleteRule(r -> r.name(live.name()).eventBusName(live.bus()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, RuleReadingAws.GONE)) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static void remove(Scope scope, EventRuleLive live, List<String> ids) {
        if (!ids.isEmpty()) {
            scope.client(EventBridgeClient.class)
                    .removeTargets(
                            r -> r.rule(live.name()).eventBusName(live.bus()).ids(ids));
        }
    }

    /** A target that is refused is told in the answer, not by an error. */
    private static Outcome put(Scope scope, EventRuleSpec spec) {
        PutTargetsResponse answer = scope.client(EventBridgeClient.class).putTargets(r -> r.rule(spec.name())
                .eventBusName(spec.bus())
                .targets(spec.targets().stream().map(EventRuleAws::target).toList()));
        return answer.failedEntries().stream()
                .findFirst()
                .map(failed -> failed.errorCode().equals("ConcurrentModificationException")
                        ? Outcome.retryable(failed.errorCode(), failed.errorMessage())
                        : Outcome.terminal(failed.errorCode(), failed.targetId() + ": " + failed.errorMessage()))
                .orElseGet(Outcome::done);
    }

    private static Target target(EventRuleSpec.Target wanted) {
        Target.Builder target = Target.builder()
                .id(wanted.id())
                .arn(wanted.arn())
                .retryPolicy(retry ->
                        retry.maximumEventAgeInSeconds(wanted.retrySeconds()).maximumRetryAttempts(wanted.retries()));
        wanted.deadLetterArn().ifPresent(arn -> target.deadLetterConfig(letters -> letters.arn(arn)));
        return target.build();
    }
}
