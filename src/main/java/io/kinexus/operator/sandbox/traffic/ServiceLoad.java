package io.kinexus.operator.sandbox.traffic;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.ecs.EcsSandbox.Running;
import io.kinexus.operator.sandbox.elbv2.Elbv2Sandbox;
import io.kinexus.operator.sandbox.elbv2.Targets.Health;
import io.kinexus.operator.sandbox.elbv2.Traffic;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One minute of one service: its requests are split by the weights of the rule that leads to it, and within a target group
 * evenly over the healthy tasks. Where none is healthy they go to all that are registered, and where none is registered the
 * load balancer answers 503.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html">Failing
 *     open</a>
 */
final class ServiceLoad {
    private static final Set<Health> REGISTERED = Set.of(Health.HEALTHY, Health.INITIAL, Health.UNHEALTHY);

    private final Account account;
    private final String service;
    private final List<Running> tasks;
    private final Alone alone;
    private final Map<String, Tally> groups = new LinkedHashMap<>();
    private final Set<String> serving = new HashSet<>();
    private double answered;

    ServiceLoad(Account account, String service, List<Running> tasks, Alone alone) {
        this.account = account;
        this.service = service;
        this.tasks = tasks;
        this.alone = alone;
    }

    /** By target group. */
    Map<String, Tally> groups() {
        return groups;
    }

    /** What each running task did, on average. */
    double requestsPerTask() {
        return tasks.isEmpty() ? 0 : answered / tasks.size();
    }

    /** A service that is behind no load balancer takes its work from elsewhere. */
    void work(double requests) {
        answered = requests;
    }

    void send(double requests, Traffic rule) {
        rule.weights().keySet().forEach(group -> send(requests * rule.share(group), group));
        alone.saw(service, serving, account.now());
    }

    private void send(double requests, String group) {
        Tally tally = groups.computeIfAbsent(group, fresh -> new Tally());
        if (requests == 0) {
            return;
        }
        List<Running> able = able(group);
        if (able.isEmpty()) {
            tally.refused(requests);
            return;
        }
        double each = requests / able.size();
        Instant now = account.now();
        for (Running task : able) {
            double errors = Answers.errorRate(task.behaviour(), alone.since(service, task.taskDefinitionArn(), now));
            tally.answered(each, errors, Answers.slow(task.behaviour()), account.dice());
            serving.add(task.taskDefinitionArn());
        }
        answered += requests;
    }

    private List<Running> able(String group) {
        List<Running> healthy = having(group, Set.of(Health.HEALTHY));
        return healthy.isEmpty() ? having(group, REGISTERED) : healthy;
    }

    private List<Running> having(String group, Set<Health> states) {
        Elbv2Sandbox elb = account.service(Elbv2Sandbox.class);
        return tasks.stream()
                .filter(task -> task.endpoints().stream()
                        .filter(endpoint -> endpoint.targetGroupArn().equals(group))
                        .anyMatch(endpoint -> states.contains(elb.health(group, endpoint.ip(), endpoint.port()))))
                .toList();
    }
}
