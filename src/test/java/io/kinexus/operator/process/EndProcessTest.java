package io.kinexus.operator.process;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kinexus.operator.aws.SdkClients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;

/** How processes end, by signal, by crash and by what stands in their way, and how the next one goes on. */
@ProcessTest
class EndProcessTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TOKEN = "token-of-the-test-that-kills";

    @TempDir
    private Path folder;

    @Test
    void aHomeOrPortThatIsTakenIsSaidInOneLine(Controlled controlled) throws IOException, InterruptedException {
        String port = String.valueOf(controlled.server().getPort());
        String desired = folder.toString();
        Said home = Said.by(
                Map.of("KINEXUS_HOME", controlled.home().toString()),
                List.of("run", "--sandbox", "--port", "0", "--sandbox-port", "0", "--desired-state", desired));
        assertThat(home.exit()).isEqualTo(1);
        assertThat(home.errors()).singleElement().asString().contains("in use by another kinexus process");
        Said taken = Said.by(
                Map.of("KINEXUS_HOME", folder.resolve("home").toString()),
                List.of("run", "--sandbox", "--port", port, "--sandbox-port", "0", "--desired-state", desired));
        assertThat(taken.exit()).isEqualTo(1);
        assertThat(taken.out()).as("nothing is said to listen").isEmpty();
        assertThat(taken.errors()).singleElement().asString().contains("port " + port, "--port");
        Said sandbox = Said.by(
                Map.of(),
                List.of(
                        "sandbox",
                        "--sandbox-port",
                        String.valueOf(controlled.sandbox().getPort())));
        assertThat(sandbox.exit()).isEqualTo(1);
        assertThat(sandbox.errors())
                .singleElement()
                .asString()
                .contains("port " + controlled.sandbox().getPort());
    }

    @Test
    void aKilledControllerIsFollowedByOneThatGoesOn() throws IOException, InterruptedException {
        Path desired = folder.resolve("desired-state");
        Folders.network(desired, "killed");
        try (Launched sandbox = Launched.start(
                Map.of(),
                List.of("sandbox", "--speed", "60", "--sandbox-port", "0", "--desired-state", desired.toString()))) {
            URI aws = URI.create(sandbox.awaited("AWS sandbox"));
            killedAfter("CreateSubnet", aws, desired);
            toldToEndAfter("CreateNatGateway", aws, desired);
            try (Launched last = controller(aws, desired)) {
                String server = server(last);
                await().atMost(PATIENCE).until(() -> given().header("Authorization", "Bearer " + TOKEN)
                        .get(server + "/environments/killed")
                        .path("sync")
                        .equals("InSync"));
                List<Map<String, Object>> open = given().header("Authorization", "Bearer " + TOKEN)
                        .get(server + "/environments/killed/journal?limit=1000")
                        .path("entries.findAll { it.result == null }");
                assertThat(open).as("intents that nobody settled").isEmpty();
                oneOfEach(aws);
                last.terminate();
                assertThat(last.ended(SOON)).as(last.err()).isZero();
            }
            sandbox.terminate();
            assertThat(sandbox.ended(SOON)).as(sandbox.err()).isZero();
        }
    }

    /** In the midst of a turn: right after AWS was called so, with more writes under way. */
    private void killedAfter(String action, URI aws, Path desired) throws IOException, InterruptedException {
        try (Launched controller = controller(aws, desired)) {
            awaitCall(action, aws);
            controller.kill();
        }
    }

    private void toldToEndAfter(String action, URI aws, Path desired) throws IOException, InterruptedException {
        try (Launched controller = controller(aws, desired)) {
            awaitCall(action, aws);
            controller.terminate();
            assertThat(controller.ended(SOON)).as(controller.err()).isZero();
            assertThat(controller.err()).doesNotContain("WARN", "ERROR");
        }
    }

    private static void awaitCall(String action, URI aws) {
        await().atMost(Launched.PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> given().get(
                        aws.resolve("/_sandbox/calls"))
                .<List<String>>path("action")
                .contains(action));
    }

    private Launched controller(URI aws, Path desired) throws IOException {
        Map<String, String> environment = new HashMap<>(Controlled.aws(aws, folder.resolve("home")));
        environment.put("KINEXUS_TOKEN", TOKEN);
        return Launched.start(
                environment,
                List.of(
                        "run",
                        "--port",
                        "0",
                        "--desired-state",
                        desired.toString(),
                        "--clock",
                        aws.resolve("/_sandbox").toString()));
    }

    private static String server(Launched controller) {
        String status = controller.awaited("status");
        return status.substring(0, status.lastIndexOf('/'));
    }

    private static void oneOfEach(URI aws) {
        try (SdkClients clients = new SdkClients(Optional.of(aws))) {
            Ec2Client ec2 = clients.client(Ec2Client.class, Controlled.ACCOUNT, Controlled.REGION);
            Filter ours = Filter.builder()
                    .name("tag:kinexus:environment")
                    .values("killed")
                    .build();
            List<Integer> counts = new ArrayList<>();
            counts.add(ec2.describeVpcs(request -> request.filters(List.of(ours)))
                    .vpcs()
                    .size());
            counts.add(ec2.describeSubnets(request -> request.filters(List.of(ours)))
                    .subnets()
                    .size());
            counts.add(ec2.describeInternetGateways(request -> request.filters(List.of(ours)))
                    .internetGateways()
                    .size());
            counts.add(ec2.describeAddresses(request -> request.filters(List.of(ours)))
                    .addresses()
                    .size());
            counts.add((int) ec2.describeNatGateways(request -> request.filter(List.of(ours))).natGateways().stream()
                    .filter(gateway -> gateway.state() == NatGatewayState.AVAILABLE)
                    .count());
            counts.add(ec2.describeRouteTables(request -> request.filters(List.of(ours)))
                    .routeTables()
                    .size());
            counts.add(ec2.describeVpcEndpoints(request -> request.filters(List.of(ours)))
                    .vpcEndpoints()
                    .size());
            assertThat(counts)
                    .as("vpc, subnets, internet gateway, address, NAT gateway, route tables, endpoint")
                    .containsExactly(1, 4, 1, 1, 1, 2, 1);
        }
    }
}
