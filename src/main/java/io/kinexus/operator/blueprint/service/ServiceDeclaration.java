package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Default;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Form;
import io.kinexus.operator.blueprint.Range;
import io.kinexus.operator.blueprint.Refers;
import io.kinexus.operator.blueprint.Value;
import io.kinexus.operator.blueprint.Verbatim;
import io.kinexus.operator.blueprint.network.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A long-running service of one container on Fargate. */
@Doc("A long-running service of one container on Fargate, with its roles, network, ingress and scaling.")
public record ServiceDeclaration(
        @Doc("The Cluster that it runs in.") @Refers("cluster")
        String cluster,

        @Doc("The Network that its tasks stand in.") @Refers("network")
        String network,

        @Doc("The tier of subnets; with publicIp the public one, else the private one, when left out.")
        Optional<Tier> tier,

        @Doc("The container image, with its tag or digest.")
        @Form(regex = "[A-Za-z0-9][A-Za-z0-9._:@/#-]*", say = "an image such as registry.example/api:1.4.2")
        @Range(min = 1, max = 255)
        String image,

        @Doc("CPU units of a task; 1024 are one vCPU.") int cpu,
        @Doc("Memory of a task, in MiB.") int memory,

        @Doc("The processor that the image is built for.") @Default("X86_64")
        Architecture architecture,

        @Doc("The port that the container listens on.") @Range(min = 1, max = 65_535)
        Optional<Integer> port,

        @Doc("Whether tasks get a public address, for networks without a NAT gateway.") @Default("false")
        boolean publicIp,

        @Doc("The command in place of the image's own.") List<String> command,

        @Doc("Environment variables: text, or a value of another declaration.")
        Map<String, Value> environment,

        @Doc("Environment variables whose values come from secrets.")
        Map<String, SecretKey> secrets,

        @Doc("How requests reach it.") Optional<Ingress> ingress,
        @Doc("The health check of its target groups.") Optional<Health> health,

        @Doc("What it talks to: network rules and permissions follow.")
        @Refers(
                value = {"database", "cache", "bucket", "topic", "secret", "table", "event-bus", "service"},
                qualified = true)
        List<String> connectsTo,

        @Doc("Further permissions of the task, on what is declared beside it.")
        List<Grant> permissions,

        @Doc("How many tasks run; without it desiredCount says so.")
        Optional<ScalingSettings> scaling,

        @Doc("How many tasks run where nothing scales them.") @Range(min = 0, max = 5000)
        Optional<Integer> desiredCount,

        @Doc("How a new revision takes over.") Optional<RolloutSettings> rollout,

        @Doc("What runs once, on the new revision, before its traffic.")
        Optional<Migrate> migrate,

        @Doc("How long log events are kept.") @Default("30d")
        Duration logRetention,

        @Doc("The ARN of a role that a person made for ECS to pull, log and read secrets with.")
        @Form(regex = RoleForm.REGEX, say = RoleForm.SAY)
        Optional<String> executionRole,

        @Doc("The ARN of a role that a person made for the container.")
        @Form(regex = RoleForm.REGEX, say = RoleForm.SAY)
        Optional<String> taskRole,

        @Doc("Ids of security groups that a person made, in place of one of its own.")
        @Form(regex = "sg-[0-9a-f]{8,17}", say = "a security group's id, such as sg-0123456789abcdef0")
        @Range(min = 0, max = 5)
        List<String> securityGroups)
        implements Declaration {
    public ServiceDeclaration {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        secrets = Map.copyOf(secrets);
        connectsTo = List.copyOf(connectsTo);
        permissions = List.copyOf(permissions);
        securityGroups = List.copyOf(securityGroups);
    }

    /** The declared rollout, or the plain one. */
    public RolloutSettings rolloutOrPlain() {
        return rollout.orElseGet(RolloutSettings::plain);
    }

    /** Fargate's processors, in ECS's words. */
    @Verbatim
    public enum Architecture {
        X86_64,
        ARM64
    }

    /** Where a secret value comes from. */
    public record SecretKey(
            @Doc("The Secret's name.") @Refers("secret") String secret,

            @Doc("The key of its JSON; the whole value when left out.") @Range(min = 1, max = 128)
            Optional<String> key) {}

    /** One rule of a load balancer's listener. */
    public record Ingress(
            @Doc("The LoadBalancer's name.") @Refers("load-balancer")
            String loadBalancer,

            @Doc("The listener's port.") @Range(min = 1, max = 65_535)
            int listener,

            @Doc("The path pattern; * stands for anything.")
            @Form(
                    regex = "[A-Za-z0-9_.$/~\"'@:+&*?-]+",
                    say = "a pattern such as /api/*, of letters, digits and _ - . $ / ~ \" ' @ : + & * ?")
            @Range(min = 1, max = 128)
            @Default("/*")
            String path,

            @Doc("The host name pattern; any host when left out.")
            @Form(regex = "[A-Za-z0-9.*?-]+", say = "a host such as api.example.com or *.example.com")
            @Range(min = 1, max = 128)
            Optional<String> host,

            @Doc("The rule's priority; by specificity, then name, in steps of 10 when left out.")
            @Range(min = 1, max = 50_000)
            Optional<Integer> priority,

            @Doc("The port of a listener that leads to a new revision before production traffic does.")
            @Range(min = 1, max = 65_535)
            Optional<Integer> test) {}

    /** The load balancer's health check. */
    public record Health(
            @Doc("The path that is asked for.") @Form(regex = "/.{0,1023}", say = "a path from /, such as /health")
            String path,

            @Doc("How often.") @Range(min = 5, max = 300) @Default("30s")
            Duration interval,

            @Doc("How long an answer may take.") @Range(min = 2, max = 120) @Default("5s")
            Duration timeout,

            @Doc("Good answers in a row that make a target healthy.") @Range(min = 2, max = 10) @Default("5")
            int healthyThreshold,

            @Doc("Bad answers in a row that make a target unhealthy.") @Range(min = 2, max = 10) @Default("2")
            int unhealthyThreshold,

            @Doc("How long after its start a task is not replaced for its health.")
            @Range(min = 0, max = 86_400)
            @Default("0s")
            Duration gracePeriod,

            @Doc("The HTTP codes that are good.")
            @Form(regex = "\\d{3}([,-]\\d{3})*", say = "codes or ranges, such as 200-299 or 200,204")
            @Default("200")
            String codes) {}

    /** Actions on one declaration. */
    public record Grant(
            @Doc("IAM actions, such as s3:GetObject.") @Range(min = 1, max = 50)
            List<String> actions,

            @Doc("What they are allowed on, as kind/name.")
            @Refers(
                    value = {"bucket", "topic", "secret", "table", "event-bus", "function", "database", "cache"},
                    qualified = true)
            String on) {
        public Grant {
            actions = List.copyOf(actions);
        }
    }

    /** A task that runs once before a revision's traffic. */
    public record Migrate(
            @Doc("The command.") @Range(min = 1, max = 100) List<String> command,

            @Doc("expand keeps the old revision working; contract does not, and forbids an automatic rollback past it.")
            @Default("expand")
            Phase phase,

            @Doc("How long it may take.") @Range(min = 1, max = 86_400) @Default("15m")
            Duration timeout) {
        public Migrate {
            command = List.copyOf(command);
        }
    }

    /** The two halves of a change of schema. */
    public enum Phase {
        EXPAND,
        CONTRACT
    }
}
