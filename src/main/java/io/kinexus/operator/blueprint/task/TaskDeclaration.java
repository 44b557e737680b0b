package io.kinexus.operator.blueprint.task;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Default;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Form;
import io.kinexus.operator.blueprint.Range;
import io.kinexus.operator.blueprint.Refers;
import io.kinexus.operator.blueprint.Schedule;
import io.kinexus.operator.blueprint.Value;
import io.kinexus.operator.blueprint.service.ServiceDeclaration.Architecture;
import io.kinexus.operator.blueprint.service.ServiceDeclaration.Grant;
import io.kinexus.operator.blueprint.service.ServiceDeclaration.SecretKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A task that ends by itself. */
@Doc("A container that runs once and ends: by hand, or on a schedule.")
public record TaskDeclaration(
        @Doc("The Cluster that it runs in.") @Refers("cluster")
        String cluster,

        @Doc("The Network that it stands in.") @Refers("network")
        String network,

        @Doc("The container image, with its tag or digest.")
        @Form(regex = "[A-Za-z0-9][A-Za-z0-9._:@/#-]*", say = "an image such as registry.example/api:1.4.2")
        @Range(min = 1, max = 255)
        String image,

        @Doc("CPU units; 1024 are one vCPU.") int cpu,
        @Doc("Memory, in MiB.") int memory,

        @Doc("The processor that the image is built for.") @Default("X86_64")
        Architecture architecture,

        @Doc("Whether it gets a public address, for networks without a NAT gateway.") @Default("false")
        boolean publicIp,

        @Doc("The command in place of the image's own.") List<String> command,

        @Doc("Environment variables: text, or a value of another declaration.")
        Map<String, Value> environment,

        @Doc("Environment variables whose values come from secrets.")
        Map<String, SecretKey> secrets,

        @Doc("What it talks to: network rules and permissions follow.")
        @Refers(
                value = {"database", "cache", "bucket", "topic", "secret", "table", "event-bus", "service"},
                qualified = true)
        List<String> connectsTo,

        @Doc("Further permissions, on what is declared beside it.")
        List<Grant> permissions,

        @Doc("How long it may run before it is stopped.") @Default("30m") @Range(min = 1, max = 604800)
        Duration timeout,

        @Doc("When it runs by itself; only by hand when left out.") @Schedule(Schedule.Dialect.AWS)
        Optional<String> schedule,

        @Doc("Whose clock the schedule means, such as Europe/Berlin; UTC when left out.")
        Optional<String> timeZone,

        @Doc("How long log events are kept.") @Default("30d") @Range(min = 86400)
        Duration logRetention)
        implements Declaration {
    public TaskDeclaration {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        secrets = Map.copyOf(secrets);
        connectsTo = List.copyOf(connectsTo);
        permissions = List.copyOf(permissions);
    }
}
