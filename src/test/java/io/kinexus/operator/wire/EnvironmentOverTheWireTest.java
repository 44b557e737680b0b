package io.kinexus.operator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.app.SweptTags;
import io.kinexus.operator.aws.SdkClients;
import io.kinexus.operator.aws.Session;
import io.kinexus.operator.core.gate.Circumstances;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.PlanText;
import io.kinexus.operator.core.resource.Access;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.engine.DryRun;
import io.kinexus.operator.engine.Kinds;
import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.Ports;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.ledger.InMemoryJournal;
import io.kinexus.operator.ledger.InMemoryLeases;
import io.kinexus.operator.ledger.InMemoryMemory;
import io.kinexus.operator.ledger.InMemoryRollouts;
import io.kinexus.operator.ledger.InMemoryRuns;
import io.kinexus.operator.support.Working;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Topic;

/** Whole environments on a server that nobody here wrote, through the SDK's clients as the operator uses them. */
class EnvironmentOverTheWireTest {
    /** A Wednesday, when no freeze of production holds. */
    private static final Instant WORKING_DAY = Instant.parse("2026-01-07T15:00:00Z");

    /** The rollouts' time, which passes between turns. */
    private final AtomicReference<Instant> now = new AtomicReference<>(WORKING_DAY);

    private static final int TURNS = 20;
    private static final Duration BETWEEN_TURNS = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private Optional<SdkClients> clients = Optional.empty();
    private Optional<Scope> other = Optional.empty();

    @BeforeEach
    void onAnEmptyServer() {
        WireServer server = WireServer.required();
        if (!server.ours()) {
            WireServer.skip(
                    "whole environments take the names of a whole account, and " + server.uri() + " is not ours");
        }
        other = Optional.of(new WireDoor(server).scope());
        clients = Optional.of(new SdkClients(Optional.of(server.uri())));
    }

    @AfterEach
    void hangUp() {
        clients.ifPresent(SdkClients::close);
    }

    @Test
    void productionConvergesStaysSoAndIsHealedAfterAnotherClientsChange() throws IOException {
        DesiredFolder shipped = production();
        Working working = loop(shipped, "production");
        Turned first = settled(working);
        assertThat(first.snapshot().sync()).as(said(first)).isEqualTo("InSync");
        assertThat(plan(shipped, "production")).satisfies(this::changesNothing);

        CloudWatchLogsClient hand = other.orElseThrow().client(CloudWatchLogsClient.class);
        LogGroup group = hand.describeLogGroups(r -> r.logGroupNamePrefix("/ecs/production/kinexus-api"))
                .logGroups()
                .get(0);
        hand.putRetentionPolicy(r -> r.logGroupName(group.logGroupName()).retentionInDays(1));
        assertThat(plan(shipped, "production").steps())
                .filteredOn(step -> step.action().writes())
                .extracting(step -> step.id().local())
                .containsExactly("log-group/kinexus-api");
        assertThat(settled(working).snapshot().sync()).isEqualTo("InSync");
        assertThat(hand.describeLogGroups(r -> r.logGroupNamePrefix(group.logGroupName()))
                        .logGroups())
                .extracting(LogGroup::retentionInDays)
                .containsExactly(group.retentionInDays());
        assertThat(plan(shipped, "production")).satisfies(this::changesNothing);
    }

    /** As it is shipped, without its BackupPlan: moto has no selections, as {@link Gaps} shows. */
    private DesiredFolder production() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("production"));
        try (Stream<Path> files = Files.list(Path.of("desired-state/production"))) {
            for (Path file : files.toList()) {
                String kept = Arrays.stream(Files.readString(file).split("\n---\n"))
                        .filter(document -> !document.contains("kind: BackupPlan"))
                        .collect(Collectors.joining("\n---\n"));
                Files.writeString(copy.resolve(file.getFileName()), kept);
            }
        }
        return new DesiredFolder(folder, io.kinexus.operator.desired.Kinds.installed());
    }

    @Test
    void whatIsNoLongerDeclaredIsRemovedAndNothingElse() throws IOException {
        write("environment", "Environment", "wire", "spec: {account: \"123456789012\", region: us-east-1}");
        write("kept", "Topic", "wire-kept", "spec: {}");
        write("dropped", "Topic", "wire-dropped", "spec: {}");
        SnsClient hand = other.orElseThrow().client(SnsClient.class);
        hand.createTopic(r -> r.name("somebody-elses"));
        DesiredFolder desired = new DesiredFolder(folder, io.kinexus.operator.desired.Kinds.installed());
        Working working = loop(desired, "wire");
        assertThat(settled(working).snapshot().sync()).isEqualTo("InSync");
        Files.delete(folder.resolve("wire/dropped.yaml"));
        assertThat(settled(working).snapshot().sync()).isEqualTo("InSync");
        assertThat(hand.listTopics().topics())
                .extracting(Topic::topicArn)
                .extracting(arn -> arn.substring(arn.lastIndexOf(':') + 1))
                .containsExactlyInAnyOrder("wire-kept", "somebody-elses");
    }

    private void changesNothing(Plan plan) {
        assertThat(plan.problems()).isEmpty();
        assertThat(plan.steps()).filteredOn(step -> step.action().writes()).isEmpty();
    }

    private void write(String file, String kind, String name, String spec) throws IOException {
        Files.createDirectories(folder.resolve("wire"));
        Files.writeString(
                folder.resolve("wire").resolve(file + ".yaml"),
                "apiVersion: kinexus.io/v1\nkind: " + kind + "\nmetadata: {name: " + name + "}\n" + spec + "\n");
    }

    /** Such a server does at once what it does: a turn with nothing left to do is the last. */
    private Turned settled(Working working) {
        Turned turned = working.turn("manual");
        for (int i = 1; i < TURNS && !turned.run().result().equals("in-sync"); i++) {
            now.updateAndGet(time -> time.plus(BETWEEN_TURNS));
            turned = working.turn("wake");
        }
        return turned;
    }

    private static String said(Turned turned) {
        return turned.snapshot()
                        .plan()
                        .map(plan -> new PlanText(plan, false).text())
                        .orElse("")
                + turned.run().lines();
    }

    private Access access(Desired desired) {
        return new Session(desired.settings(), clients.orElseThrow(), Runnable::run);
    }

    private Plan plan(DesiredFolder from, String environment) {
        Desired desired = from.read(environment).fold(complete -> complete, problems -> {
            throw new IllegalStateException(String.join("\n", problems));
        });
        Instant at = now.get();
        return new DryRun(Kinds.installed(), new SweptTags(), Runnable::run)
                .plan(desired, access(desired), at, Circumstances.fresh(desired.settings(), at));
    }

    private Working loop(DesiredFolder from, String environment) {
        InMemoryLeases leases = new InMemoryLeases(InstantSource.system());
        SdkClients wire = clients.orElseThrow();
        Ports ports = new Ports(
                Kinds.installed(),
                from,
                leases,
                new InMemoryJournal(leases),
                new InMemoryRuns(leases),
                new InMemoryMemory(leases),
                new InMemoryRollouts(leases),
                new SweptTags(),
                known -> new Session(known, wire, Runnable::run),
                now::get,
                Runnable::run);
        Lease lease = leases.take(environment, "wire", Duration.ofHours(1)).orElseThrow();
        return new Working(ports, lease);
    }
}
