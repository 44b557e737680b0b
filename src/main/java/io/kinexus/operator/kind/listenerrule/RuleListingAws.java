package io.kinexus.operator.kind.listenerrule;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.resource.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** The rules of listeners as they are, each listing read once a sweep. */
final class RuleListingAws {
    private static final int PAGE = 400;
    private static final int ARNS = 20;

    private record Rules(List<Rule> all) {}

    private record Tags(Map<String, Map<String, String>> byArn) {}

    private record RulesOf(String listenerArn) {}

    private record TagsOf(String listenerArn) {}

    private RuleListingAws() {}

    /** All but the default rule; none when there is no such listener, or not yet. */
    static List<Rule> of(Scope scope, String listenerArn) {
        if (listenerArn.contains("${")) {
            return List.of();
        }
        return scope.once(new RulesOf(listenerArn), Rules.class, () -> new Rules(read(scope, listenerArn)))
                .all();
    }

    /** One rule wherever it is. */
    static Optional<Rule> find(Scope scope, String arn) {
        return of(scope, RuleFormAws.listenerOf(arn)).stream()
                .filter(rule -> rule.ruleArn().equals(arn))
                .findFirst();
    }

    /** Tags of the listener's rules by ARN, from ELB itself: for what the tagging API does not know yet. */
    static Map<String, Map<String, String>> tags(Scope scope, String listenerArn) {
        return scope.once(new TagsOf(listenerArn), Tags.class, () -> {
                    Map<String, Map<String, String>> byArn = new HashMap<>();
                    List<String> arns =
                            of(scope, listenerArn).stream().map(Rule::ruleArn).toList();
                    Sweep.batches(arns, ARNS).forEach(batch -> scope.client(ElasticLoadBalancingV2Client.class)
                            .describeTags(r -> r.resourceArns(batch))
                            .tagDescriptions()
                            .forEach(one -> {
                                Map<String, String> tags = new HashMap<>();
                                one.tags()
                                        .forEach(tag -> tags.put(
                                                tag.key(),
                                                Optional.ofNullable(tag.value()).orElse("")));
                                byArn.put(one.resourceArn(), tags);
                            }));
                    return new Tags(byArn);
                })
                .byArn();
    }

    /** Whether any environment's operator made it, and nobody took a tag of ours off it. */
    static boolean owned(Map<String, String> tags) {
        return tags.containsKey(Ownership.ENVIRONMENT) && tags.containsKey(Ownership.RESOURCE);
    }

    private static List<Rule> read(Scope scope, String listenerArn) {
        try {
            return scope
                    .client(ElasticLoadBalancingV2Client.class)
                    .describeRulesPaginator(r -> r.listenerArn(listenerArn).pageSize(PAGE))
                    .rules()
                    .stream()
                    .filter(rule -> !Boolean.TRUE.equals(rule.isDefault()))
                    .toList();
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "ListenerNotFound")) {
                return List.of();
            }
            throw failure;
        }
    }
}
