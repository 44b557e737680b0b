package io.kinexus.operator.sandbox.elbv2;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Everything that exists, by ARN, in order of creation; shared by the handlers of each noun. */
final class Balancing {
    private static final int PAGE = 400;

    final Account account;
    final Map<String, LoadBalancer> balancers = new LinkedHashMap<>();
    final Map<String, TargetGroup> groups = new LinkedHashMap<>();
    final Map<String, Listener> listeners = new LinkedHashMap<>();
    final Map<String, Rule> rules = new LinkedHashMap<>();
    /** Attributes of load balancers, target groups and listeners. */
    final Map<String, Map<String, String>> attributes = new LinkedHashMap<>();
    /** Certificates of a listener beside its default one. */
    final Map<String, List<String>> extraCertificates = new LinkedHashMap<>();

    Balancing(Account account) {
        this.account = account;
    }

    /** None when the resource is gone. */
    Map<String, String> attributesOf(String arn) {
        return attributes.getOrDefault(arn, Map.of());
    }

    /** To be read and changed. */
    List<String> extraOf(String listenerArn) {
        return extraCertificates.computeIfAbsent(listenerArn, key -> new ArrayList<>());
    }

    LoadBalancer balancer(String arn) {
        return Optional.ofNullable(balancers.get(Faults.required("loadBalancerArn", arn)))
                .orElseThrow(() -> Faults.noLoadBalancer(arn));
    }

    TargetGroup group(String arn) {
        return Optional.ofNullable(groups.get(Faults.required("targetGroupArn", arn)))
                .orElseThrow(() -> Faults.noTargetGroup(arn));
    }

    Listener listener(String arn) {
        return Optional.ofNullable(listeners.get(Faults.required("listenerArn", arn)))
                .orElseThrow(() -> Faults.noListener(arn));
    }

    Rule rule(String arn) {
        return Optional.ofNullable(rules.get(Faults.required("ruleArn", arn))).orElseThrow(() -> Faults.noRule(arn));
    }

    /** In order of priority, the default rule last. */
    List<Rule> rulesOf(String listenerArn) {
        String prefix = listenerArn.replace(":listener/", ":listener-rule/") + "/";
        return rules.values().stream()
                .filter(rule -> rule.ruleArn().startsWith(prefix))
                .sorted((a, b) -> Integer.compare(order(a), order(b)))
                .toList();
    }

    List<Listener> listenersOf(String loadBalancerArn) {
        return listeners.values().stream()
                .filter(one -> one.loadBalancerArn().equals(loadBalancerArn))
                .toList();
    }

    static int order(Rule rule) {
        return rule.isDefault() ? Integer.MAX_VALUE : Integer.parseInt(rule.priority());
    }

    /** The listener of a rule, from the rule's ARN. */
    static String listenerOf(String ruleArn) {
        return ruleArn.substring(0, ruleArn.lastIndexOf('/')).replace(":listener-rule/", ":listener/");
    }

    /** The load balancers that a rule or a default action leads from to the group. */
    List<String> leadingTo(String groupArn) {
        return rules.values().stream()
                .filter(rule -> leads(rule, groupArn))
                .map(rule -> listener(listenerOf(rule.ruleArn())).loadBalancerArn())
                .distinct()
                .toList();
    }

    /** Asked for every target every few seconds: plain loops over all rules. */
    boolean attached(String groupArn) {
        for (Rule rule : rules.values()) {
            if (leads(rule, groupArn)) {
                return true;
            }
        }
        return false;
    }

    private static boolean leads(Rule rule, String groupArn) {
        for (Action action : rule.actions()) {
            if (action.forwardConfig() != null && names(action.forwardConfig().targetGroups(), groupArn)) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(List<TargetGroupTuple> tuples, String groupArn) {
        for (TargetGroupTuple tuple : tuples) {
            if (tuple.targetGroupArn().equals(groupArn)) {
                return true;
            }
        }
        return false;
    }

    /** Weight by target group of a list of actions; empty unless they forward. */
    static Map<String, Integer> weights(List<Action> actions) {
        return actions.stream()
                .filter(action -> action.forwardConfig() != null)
                .flatMap(action -> action.forwardConfig().targetGroups().stream())
                .collect(Collectors.toMap(
                        TargetGroupTuple::targetGroupArn,
                        tuple -> Optional.ofNullable(tuple.weight()).orElse(1),
                        Integer::sum,
                        LinkedHashMap::new));
    }

    void tag(String arn, List<Tag> tags) {
        account.service(TagStore.class).put(arn, plain(tags));
    }

    Map<String, String> tags(String arn) {
        return account.service(TagStore.class).of(arn);
    }

    static Map<String, String> plain(List<Tag> tags) {
        Map<String, String> plain = new LinkedHashMap<>();
        for (Tag tag : tags) {
            if (plain.put(tag.key(), Optional.ofNullable(tag.value()).orElse("")) != null) {
                throw AwsFault.badRequest("DuplicateTagKeys", "Tag key '" + tag.key() + "' was specified twice");
            }
        }
        return plain;
    }

    void removeListener(String arn) {
        rulesOf(arn).forEach(rule -> removeRule(rule.ruleArn()));
        listeners.remove(arn);
        extraCertificates.remove(arn);
        forget(arn);
    }

    void removeRule(String arn) {
        rules.remove(arn);
        forget(arn);
    }

    void forget(String arn) {
        attributes.remove(arn);
        account.service(TagStore.class).forget(arn);
    }

    String arn(String rest) {
        return account.arn("elasticloadbalancing", rest);
    }

    String hex() {
        return account.dice().hex(16);
    }

    /** Every certificate that a listener uses. */
    Stream<String> certificates() {
        List<String> used = new ArrayList<>();
        listeners.values().forEach(one -> one.certificates().forEach(c -> used.add(c.certificateArn())));
        extraCertificates.values().forEach(used::addAll);
        return used.stream();
    }

    static <T> Pages.Page<T> page(Collection<T> all, Integer asked, String marker) {
        Faults.between("PageSize", asked, 1, PAGE);
        return Pages.of(all, asked, PAGE, PAGE, marker);
    }
}
