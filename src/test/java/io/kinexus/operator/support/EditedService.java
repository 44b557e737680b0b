package io.kinexus.operator.support;

import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.ecs.EcsSandbox;
import io.kinexus.operator.sandbox.elbv2.Elbv2Sandbox;
import io.kinexus.operator.sandbox.elbv2.Targets.Health;
import io.kinexus.operator.sandbox.elbv2.Traffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The service {@code api} of one environment over a sandbox: its image is edited, and its traffic is looked at. */
public final class EditedService {
    /** What runs at first ends so. */
    public static final String GOOD = "/kinexus-api:1.4.2";

    public static final String ENVIRONMENT = "rollout";
    /** As it stands before anything is changed. */
    public static final Path FILE = Path.of("src/test/resources/rollouts/rollout/environment.yaml");

    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final Duration LONG = Duration.ofHours(3);

    public final Operated operated;
    private final Path file;

    private EditedService(Path file, Operated operated) {
        this.file = file;
        this.operated = operated;
    }

    /**
     * It runs, and its first rollout has ended.
     *
     * @param folder where its file is written
     * @param yaml what is changed in the usual file
     * @param script of the sandbox
     */
    public static EditedService running(Path folder, UnaryOperator<String> yaml, SandboxScript script) {
        EditedService service = first(folder, yaml, script);
        if (!service.newest().state().word().equals("Succeeded")) {
            throw new IllegalStateException("it did not come up: " + service.newest());
        }
        return service;
    }

    /** Its first rollout has ended, with an image of this tag. */
    public static EditedService failing(Path folder, String tag) {
        return first(folder, yaml -> yaml.replace(GOOD, "/kinexus-api:" + tag), SandboxScript.plain());
    }

    private static EditedService first(Path folder, UnaryOperator<String> yaml, SandboxScript script) {
        try {
            Path file = Files.createDirectories(folder.resolve(ENVIRONMENT)).resolve("environment.yaml");
            Files.writeString(file, yaml.apply(Files.readString(FILE)));
            EditedService service = new EditedService(
                    file, new Operated(new DesiredFolder(folder, Kinds.installed()), ENVIRONMENT, script));
            service.operated.pass(LONG, STEP, service::ended);
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing happens for so long. */
    public EditedService quiet(Duration time) {
        operated.pass(time, QUIET, () -> false);
        return this;
    }

    /** @param tag of the new image */
    public void commit(String tag) {
        change(GOOD, GOOD.substring(0, GOOD.indexOf(':') + 1) + tag);
    }

    public void change(String before, String after) {
        try {
            String text = Files.readString(file);
            if (!text.contains(before)) {
                throw new IllegalArgumentException(before + " is not in " + file);
            }
            Files.writeString(file, text.replace(before, after));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Instant now() {
        return operated.sandbox.clock().instant();
    }

    public Rollout newest() {
        return operated.rollouts.latest(ENVIRONMENT, 1).get(0);
    }

    /** Whether the newest rollout is over. */
    public boolean ended() {
        List<Rollout> rollouts = operated.rollouts.latest(ENVIRONMENT, 1);
        return !rollouts.isEmpty() && rollouts.get(0).state().over();
    }

    /** By target group's ARN, of the rule that leads to the service. */
    public Map<String, Integer> weights() {
        return operated.sandbox.locked(() -> {
            Map<String, Integer> weights = new TreeMap<>();
            elb().traffic().stream().map(Traffic::weights).forEach(weights::putAll);
            return weights;
        });
    }

    /** How many targets of a group are healthy. */
    public int healthy(String group) {
        return operated.sandbox.locked(() -> elb().count(group, Health.HEALTHY));
    }

    /** By task definition, the service's tasks that are RUNNING now. */
    public Map<String, List<EcsSandbox.Running>> tasks() {
        return operated.sandbox.locked(() -> account().service(EcsSandbox.class).running().stream()
                .filter(task -> task.service().equals("api"))
                .collect(Collectors.groupingBy(EcsSandbox.Running::taskDefinitionArn)));
    }

    /** From now on these answer their health checks so. */
    public void answer(List<EcsSandbox.Running> tasks, int status) {
        operated.sandbox.locked(() -> {
            tasks.stream().flatMap(task -> task.endpoints().stream()).forEach(end -> elb().register(
                            end.targetGroupArn(), end.ip(), end.port(), () -> status));
            return tasks;
        });
    }

    /** What the service says that it runs. */
    public String definition() {
        return operated.client(EcsClient.class)
                .describeServices(r -> r.cluster("c").services("api"))
                .services()
                .get(0)
                .taskDefinition();
    }

    /** What its tasks are made from. */
    public String image() {
        String definition = definition();
        return operated.client(EcsClient.class)
                .describeTaskDefinition(r -> r.taskDefinition(definition))
                .taskDefinition()
                .containerDefinitions()
                .get(0)
                .image();
    }

    private Elbv2Sandbox elb() {
        return account().service(Elbv2Sandbox.class);
    }

    private Account account() {
        return operated.sandbox.account("123456789012", "us-east-1");
    }
}
