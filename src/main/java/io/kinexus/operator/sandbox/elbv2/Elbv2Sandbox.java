package io.kinexus.operator.sandbox.elbv2;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.SandboxService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/**
 * Application Load Balancers and everything behind them.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/Welcome.html">API reference</a>
 */
@AutoService(SandboxService.class)
public final class Elbv2Sandbox implements Targets {
    private Optional<Balancing> store = Optional.empty();
    private Optional<Registrations> targets = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        Balancing all = new Balancing(account);
        Surroundings around = new Surroundings(account);
        Actions actions = new Actions(all);
        Registrations registrations = new Registrations(all);
        store = Optional.of(all);
        targets = Optional.of(registrations);
        new LoadBalancerCalls(all, around).install(handlers);
        new Attributes(all, around).install(handlers);
        new TargetGroupCalls(all, around).install(handlers);
        new ListenerCalls(all, actions).install(handlers);
        new RuleCalls(all, actions).install(handlers);
        new TargetCalls(all, registrations).install(handlers);
        new TagCalls(all).install(handlers);
        new Quotas(all).install(handlers);
        Policies.install(handlers);
    }

    @Override
    public Object state() {
        return new State(all(), registrations()).asMap();
    }

    @Override
    public boolean exists(String targetGroupArn) {
        return all().groups.containsKey(targetGroupArn);
    }

    @Override
    public boolean attached(String targetGroupArn) {
        return all().attached(targetGroupArn);
    }

    @Override
    public void register(String targetGroupArn, String ip, int port, IntSupplier status) {
        registrations().register(targetGroupArn, ip, port, status);
    }

    @Override
    public void deregister(String targetGroupArn, String ip, int port) {
        registrations().deregister(targetGroupArn, ip, port);
    }

    @Override
    public Health health(String targetGroupArn, String ip, int port) {
        return registrations().health(targetGroupArn, ip, port);
    }

    /** How many targets of a group are in a state: for UnHealthyHostCount and HealthyHostCount. */
    public int count(String targetGroupArn, Health state) {
        return (int) registrations().of(targetGroupArn).stream()
                .filter(one -> registrations().health(targetGroupArn, one.id(), one.port()) == state)
                .count();
    }

    /** Every rule and default action that forwards, in order of listener and priority. */
    public List<Traffic> traffic() {
        List<Traffic> found = new ArrayList<>();
        for (String listener : all().listeners.keySet()) {
            String balancer = all().listener(listener).loadBalancerArn();
            all().rulesOf(listener).forEach(rule -> {
                Map<String, Integer> weights = Balancing.weights(rule.actions());
                if (!weights.isEmpty()) {
                    found.add(new Traffic(balancer, listener, rule.ruleArn(), weights));
                }
            });
        }
        return found;
    }

    /** The rules that lead to any of these groups: how one service's requests are split. */
    public List<Traffic> trafficOf(List<String> targetGroupArns) {
        return traffic().stream()
                .filter(one -> targetGroupArns.stream().anyMatch(one.weights()::containsKey))
                .toList();
    }

    /** ELB's own name of a group in metrics: {@code targetgroup/<name>/<id>}. */
    public static String metricName(String arn) {
        String rest = arn.substring(arn.lastIndexOf(':') + 1);
        return rest.startsWith("loadbalancer/") ? rest.substring("loadbalancer/".length()) : rest;
    }

    /** As ECS does it during a blue/green deployment: the weights of one rule, by target group. */
    public void shift(String ruleArn, Map<String, Integer> weights) {
        Rule live = all().rule(ruleArn);
        List<TargetGroupTuple> tuples = weights.entrySet().stream()
                .map(e -> TargetGroupTuple.builder()
                        .targetGroupArn(e.getKey())
                        .weight(e.getValue())
                        .build())
                .toList();
        List<Action> actions = live.actions().stream()
                .map(action -> action.forwardConfig() == null
                        ? action
                        : action.toBuilder()
                                .targetGroupArn(
                                        tuples.size() == 1 ? tuples.get(0).targetGroupArn() : null)
                                .forwardConfig(forward(action.forwardConfig(), tuples))
                                .build())
                .toList();
        all().rules.put(ruleArn, live.toBuilder().actions(actions).build());
    }

    private static ForwardActionConfig forward(ForwardActionConfig before, List<TargetGroupTuple> tuples) {
        return before.toBuilder().targetGroups(tuples).build();
    }

    /** Whether a listener uses the certificate. */
    public List<String> usersOf(String certificateArn) {
        Map<String, String> users = new LinkedHashMap<>();
        all().listeners.values().forEach(listener -> {
            boolean uses = listener.certificates().stream()
                            .anyMatch(one -> one.certificateArn().equals(certificateArn))
                    || all().extraCertificates
                            .getOrDefault(listener.listenerArn(), List.of())
                            .contains(certificateArn);
            if (uses) {
                users.put(listener.loadBalancerArn(), listener.listenerArn());
            }
        });
        return List.copyOf(users.keySet());
    }

    private Balancing all() {
        return store.orElseThrow();
    }

    private Registrations registrations() {
        return targets.orElseThrow();
    }
}
