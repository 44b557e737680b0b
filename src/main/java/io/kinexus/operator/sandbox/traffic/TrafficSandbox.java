package io.kinexus.operator.sandbox.traffic;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.SandboxService;
import io.kinexus.operator.sandbox.cloudwatch.CloudWatchSandbox;
import io.kinexus.operator.sandbox.cloudwatch.MetricKey;
import io.kinexus.operator.sandbox.ecs.EcsSandbox;
import io.kinexus.operator.sandbox.ecs.EcsSandbox.Endpoint;
import io.kinexus.operator.sandbox.ecs.EcsSandbox.Running;
import io.kinexus.operator.sandbox.ecs.ImageBehaviour;
import io.kinexus.operator.sandbox.elbv2.Elbv2Sandbox;
import io.kinexus.operator.sandbox.elbv2.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * No AWS service, but what the world does with them: on each full minute the requests of the minute before are sent, and
 * everything that is there measures itself. A task's CPU is a guess: five percent, and one for each request a second.
 */
@AutoService(SandboxService.class)
public final class TrafficSandbox implements SandboxService {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int SECONDS = 60;
    private static final double HOURS = 24;
    private static final double BUSIEST = 15;
    private static final double IDLE_CPU = 5;
    private static final double IDLE_MEMORY = 35;
    private static final double MEMORY_PER_REQUEST = 0.2;
    private static final double FULL = 100;

    private final Alone alone = new Alone();
    private final Map<String, Double> lastMinute = new HashMap<>();
    /** By rule, the service that it has led to: its requests keep coming when its tasks are gone. */
    private final Map<String, String> served = new HashMap<>();

    private Optional<Account> home = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        home = Optional.of(account);
        long past = Math.floorMod(account.now().getEpochSecond(), (long) SECONDS);
        account.clock().after(Duration.ofSeconds(SECONDS - past), () -> {
            measure();
            account.clock().every(MINUTE, this::measure);
        });
    }

    @Override
    public Object state() {
        return Map.of("requestsPerMinute", Map.copyOf(lastMinute));
    }

    private void measure() {
        Instant minute = account().now().minus(MINUTE);
        List<Running> tasks = account().service(EcsSandbox.class).running();
        Map<String, Traffic> rules = new HashMap<>();
        Set<String> tests = account().service(EcsSandbox.class).testRules();
        account().service(Elbv2Sandbox.class).traffic().forEach(rule -> {
            boolean leads = rule.weights().values().stream().anyMatch(weight -> weight > 0);
            if (leads && !tests.contains(rule.ruleArn())) {
                rule.weights().keySet().forEach(group -> rules.putIfAbsent(group, rule));
            }
        });
        Map<String, Tally> balancers = new LinkedHashMap<>();
        BalancerMetrics metrics = new BalancerMetrics(account(), minute);
        lastMinute.clear();
        byService(tasks).forEach((service, its) -> send(its, rules, balancers, metrics, minute));
        refuse(rules, balancers, metrics);
        balancers.forEach(metrics::balancer);
        new DataMetrics(account(), minute).measure(tasks.size());
        vcpus("Standard/OnDemand", false, minute);
        vcpus("Standard/Spot", true, minute);
    }

    /** What Fargate counts towards the account's quota; nothing where nothing runs. */
    private void vcpus(String kind, boolean spot, Instant minute) {
        double vcpus = account().service(EcsSandbox.class).vcpus(spot);
        MetricKey key = MetricKey.of(
                "AWS/Usage",
                "ResourceCount",
                "Service",
                "Fargate",
                "Type",
                "Resource",
                "Resource",
                "vCPU",
                "Class",
                kind);
        if (vcpus > 0) {
            account().service(CloudWatchSandbox.class).record(key, minute, vcpus);
        }
    }

    private void refuse(Map<String, Traffic> rules, Map<String, Tally> balancers, BalancerMetrics metrics) {
        Map<String, Traffic> byRule = new LinkedHashMap<>();
        rules.values().forEach(rule -> byRule.put(rule.ruleArn(), rule));
        byRule.forEach((arn, rule) -> Optional.ofNullable(served.get(arn))
                .filter(service -> !lastMinute.containsKey(service))
                .ifPresent(service -> {
                    Tally tally = new Tally();
                    tally.refused(requests(service.substring(service.indexOf('/') + 1)));
                    rule.weights().keySet().forEach(group -> metrics.group(rule.loadBalancerArn(), group, new Tally()));
                    balancers
                            .computeIfAbsent(rule.loadBalancerArn(), fresh -> new Tally())
                            .add(tally);
                }));
    }

    private static Map<String, List<Running>> byService(List<Running> tasks) {
        return tasks.stream()
                .filter(task -> !task.service().isEmpty())
                .collect(Collectors.groupingBy(
                        task -> task.cluster() + "/" + task.service(), LinkedHashMap::new, Collectors.toList()));
    }

    private void send(
            List<Running> tasks,
            Map<String, Traffic> rules,
            Map<String, Tally> balancers,
            BalancerMetrics metrics,
            Instant minute) {
        String service = tasks.get(0).service();
        String full = tasks.get(0).cluster() + "/" + service;
        double requests = requests(service);
        ServiceLoad load = new ServiceLoad(account(), full, tasks, alone);
        List<String> groups = tasks.stream()
                .flatMap(task -> task.endpoints().stream())
                .map(Endpoint::targetGroupArn)
                .distinct()
                .toList();
        Optional<Traffic> rule = groups.stream()
                .flatMap(group -> Optional.ofNullable(rules.get(group)).stream())
                .findFirst();
        if (groups.isEmpty()) {
            load.work(requests);
        }
        rule.ifPresent(found -> {
            load.send(requests, found);
            served.put(found.ruleArn(), full);
            Tally whole = balancers.computeIfAbsent(found.loadBalancerArn(), fresh -> new Tally());
            load.groups().forEach((group, tally) -> {
                metrics.group(found.loadBalancerArn(), group, tally);
                whole.add(tally);
            });
        });
        lastMinute.put(full, groups.isEmpty() || rule.isPresent() ? requests : 0);
        usage(tasks, load.requestsPerTask() / SECONDS, minute);
    }

    private void usage(List<Running> tasks, double perSecond, Instant minute) {
        String cluster = tasks.get(0).cluster();
        String service = tasks.get(0).service();
        boolean leaking = tasks.stream().anyMatch(task -> task.behaviour() == ImageBehaviour.OOM);
        double cpu = Math.min(
                FULL, Math.max(0, IDLE_CPU + perSecond + account().dice().gaussian()));
        double memory = leaking ? FULL : Math.min(FULL, IDLE_MEMORY + MEMORY_PER_REQUEST * perSecond);
        CloudWatchSandbox cloudWatch = account().service(CloudWatchSandbox.class);
        // A sample of each task: AWS counts running tasks by them.
        MetricKey used = MetricKey.of("AWS/ECS", "CPUUtilization", "ClusterName", cluster, "ServiceName", service);
        tasks.forEach(task -> cloudWatch.record(used, minute, cpu));
        cloudWatch.record(
                MetricKey.of("AWS/ECS", "MemoryUtilization", "ClusterName", cluster, "ServiceName", service),
                minute,
                memory);
    }

    /** Of a whole minute; with the shape of the day half as many again at three in the afternoon, and half at three at night. */
    private double requests(String service) {
        double steady = SECONDS * account().load().perSecond(service);
        double hour =
                account().now().atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / (double) (SECONDS * SECONDS);
        double shape = account().load().dailyShape() ? 1 + Math.cos(2 * Math.PI * (hour - BUSIEST) / HOURS) / 2 : 1;
        double jitter = 1 + account().dice().gaussian() / SECONDS;
        return Math.max(0, Math.rint(steady * shape * jitter));
    }

    private Account account() {
        return home.orElseThrow();
    }
}
