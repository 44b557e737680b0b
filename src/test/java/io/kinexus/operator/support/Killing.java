package io.kinexus.operator.support;

import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/** One rollout, in the course of which the operator dies once, and is started anew. */
public final class Killing implements Sandbox.Weather {
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofMinutes(90);
    private static final Duration REST = Duration.ofMinutes(3);

    /** The process ends here: nothing after it runs, not even what catches exceptions. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash(String when) {
            super(when);
        }
    }

    /**
     * What a rollout leaves behind.
     *
     * @param states that it went through, in their order
     * @param weights by the target group's name
     * @param deployments that ECS made, and {@code migrations} that were run, since the service exists
     * @param open writes of which nobody knows how they ended
     */
    public record Ended(
            List<String> states,
            String image,
            Set<String> quarantined,
            Map<String, Integer> weights,
            int deployments,
            long migrations,
            int open) {
        public String word() {
            return states.get(states.size() - 1);
        }
    }

    private final String state;
    private final int write;
    private final EditedService service;
    private final String before;
    private final List<String> writes = new ArrayList<>();
    private boolean dead;

    private Killing(EditedService service, String state, int write) {
        this.service = service;
        this.state = state;
        this.write = write;
        before = service.newest().id();
    }

    /** Nothing happens to it. */
    public static Killing never(EditedService service) {
        return new Killing(service, "", 0);
    }

    /** At the first thing that it asks of AWS while the newest rollout is in that state. */
    public static Killing in(EditedService service, String state) {
        return new Killing(service, state, 0);
    }

    /** AWS has carried out its write of that number, from 1, and it does not hear of it any more. */
    public static Killing after(EditedService service, int write) {
        return new Killing(service, "", write);
    }

    /** A rollout of some minutes, judged by its tasks. */
    public static String brief(String yaml) {
        int from = yaml.indexOf("    strategy: canary");
        int to = yaml.indexOf("  migrate:");
        return yaml.substring(0, from)
                + "    {strategy: canary, percent: 20, stepBake: 2m, bake: 2m, watch: 2m}\n"
                + yaml.substring(to);
    }

    /** What it wrote until it died, or to the end. */
    public List<String> writes() {
        return writes;
    }

    public boolean struck() {
        return dead;
    }

    /** Commits an image of that tag. */
    public Ended run(String tag) {
        service.commit(tag);
        service.operated.sandbox.weather(this);
        try {
            onward();
        } catch (Crash | CompletionException end) {
            if (!dead) {
                throw end;
            }
        }
        service.operated.sandbox.weather(Sandbox.Weather.fair());
        if (dead) {
            service.operated.restart();
            onward();
        }
        service.quiet(REST);
        return ended();
    }

    private void onward() {
        service.operated.pass(LONG, STEP, () -> begun() && service.ended());
        service.operated.turn("wake");
    }

    private boolean begun() {
        return !service.newest().id().equals(before);
    }

    @Override
    public AwsResponse through(Sandbox.Call call, AwsRequest request, Supplier<AwsResponse> account) {
        if (dead || (begun() && service.newest().state().word().equals(state))) {
            die("it is dead");
        }
        AwsResponse answer = account.get();
        if (!call.action().matches("(Describe|List|Get|BatchGet|Head).*")) {
            writes.add(call.service() + ":" + call.action());
            if (writes.size() == write) {
                die("after " + call.action());
            }
        }
        return answer;
    }

    private void die(String when) {
        dead = true;
        throw new Crash(when);
    }

    private Ended ended() {
        Map<String, Integer> weights = new TreeMap<>();
        service.weights().forEach((group, weight) -> weights.put(group.split("/")[1], weight));
        List<String> states = new ArrayList<>();
        for (Rollout.Moment moment : service.newest().history()) {
            if (states.isEmpty() || !states.get(states.size() - 1).equals(moment.state())) {
                states.add(moment.state());
            }
        }
        Set<String> quarantined = new TreeSet<>();
        service.operated
                .rollouts
                .quarantines(EditedService.ENVIRONMENT)
                .keySet()
                .forEach(id -> quarantined.add("" + id));
        EcsClient ecs = service.operated.client(EcsClient.class);
        return new Ended(
                states,
                service.image(),
                quarantined,
                weights,
                ecs.listServiceDeployments(r -> r.cluster("c").service("api"))
                        .serviceDeployments()
                        .size(),
                migrations(ecs),
                service.operated.journal.open(EditedService.ENVIRONMENT).size());
    }

    private static long migrations(EcsClient ecs) {
        List<String> tasks = ecs.listTasks(r -> r.cluster("c").desiredStatus(DesiredStatus.STOPPED))
                .taskArns();
        return tasks.isEmpty()
                ? 0
                : ecs.describeTasks(r -> r.cluster("c").tasks(tasks)).tasks().stream()
                        .map(Task::group)
                        .filter(group -> group.startsWith("family:"))
                        .count();
    }
}
