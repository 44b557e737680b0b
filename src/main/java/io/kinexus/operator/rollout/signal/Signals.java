package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.core.health.Finding;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.rollout.Deployment;
import io.kinexus.operator.core.rollout.Health;
import io.kinexus.operator.core.rollout.Rollout;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The signals of an environment's rollouts, one instance as long as the environment is held. Call it as often as you like: it
 * reads only what is due. What it remembers saves calls and nothing else; a new instance comes to the same verdicts. Not to
 * be called by two threads at once. What is read how often, and what it takes to be unhealthy, is in {@code docs/health.md}.
 */
public final class Signals {
    private static final String ECS = "arn:aws:ecs:${region}:${account}:";

    private final InstantSource clock;
    private final Since since = new Since();
    private final Shifting shifting = new Shifting();
    private final AlarmSignal alarms;
    private final List<Signal> signals;
    private final Signal metrics;

    /**
     * @param clock the time of rollouts
     * @param shares one for the process
     */
    public Signals(InstantSource clock, Shares shares) {
        this.clock = clock;
        alarms = new AlarmSignal(shares);
        signals = List.of(
                new StopSignal(since), new EventSignal(since), new TargetSignal(since, shifting, shares), alarms);
        metrics = new MetricSignal(since, shifting);
    }

    /** What is known of each rollout by now, by its id; reads what is due at this moment. */
    public Map<String, Health> look(Scope scope, Map<Rollout, Deployment> rollouts, Instant now) {
        List<Followed> followed = rollouts.entrySet().stream()
                .map(entry -> new Followed(entry.getKey(), entry.getValue()))
                .toList();
        shifting.look(followed, now);
        Round round = new Round(scope, now, followed);
        signals.forEach(signal -> signal.look(round));
        metrics.look(round);
        Map<String, Health> health = new LinkedHashMap<>();
        followed.forEach(one -> health.put(one.id(), health(one, now)));
        return health;
    }

    private Health health(Followed rollout, Instant now) {
        Finding found = Finding.worst(
                signals.stream().map(signal -> signal.of(rollout, now)).toList());
        return new Health(found.verdict(), metrics.of(rollout, now).verdict(), found.decisive(), found.waits());
    }

    /**
     * Alarms that are in ALARM now, with the present value of their metric; its threshold where the metric has no value, and
     * 0 for an alarm made of others. To be kept when a rollout starts.
     *
     * @return empty if AWS may not be asked for a second: ask again
     * @throws RuntimeException the SDK's, if they cannot be read now
     */
    public Optional<Map<String, Double>> firing(Scope scope, Collection<String> names) {
        return names.isEmpty() ? Optional.of(Map.of()) : alarms.firing(scope, names, clock.instant());
    }

    /** The rollout is over. */
    public void forget(String rollout) {
        signals.forEach(signal -> signal.forget(rollout));
        metrics.forget(rollout);
        since.forget(rollout);
        shifting.forget(rollout);
    }

    /** What it needs to be allowed. */
    public static Set<Permission> permissions() {
        String one = "AWS offers no narrower resource";
        String many = "tasks and revisions have no tags of ours in their names";
        String alarms = "a service may name any alarm";
        return Set.of(
                Permission.anywhere("ecs:ListTasks", one),
                Permission.anywhere("elasticloadbalancing:DescribeTargetHealth", one),
                Permission.anywhere("cloudwatch:GetMetricData", one),
                Permission.on("ecs:DescribeTasks", ECS + "task/*").because(many),
                Permission.on("ecs:DescribeServices", ECS + "service/*").because(many),
                Permission.on("ecs:DescribeServiceDeployments", ECS + "service-deployment/*")
                        .because(many),
                Permission.on("ecs:DescribeServiceRevisions", ECS + "service-revision/*")
                        .because(many),
                Permission.on("cloudwatch:DescribeAlarms", "arn:aws:cloudwatch:${region}:${account}:alarm:*")
                        .because(alarms));
    }
}
