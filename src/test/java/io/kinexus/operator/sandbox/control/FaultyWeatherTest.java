package io.kinexus.operator.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.door.InProcessDoor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.iam.IamClient;

class FaultyWeatherTest {
    private final Sandbox sandbox = new Sandbox(SandboxScript.plain());

    @Test
    void aNewIdIsUnknownForAWhile() {
        set(Map.of("fault", "eventual", "seconds", 30));
        String vpc = ec2().createVpc(r -> r.cidrBlock("10.1.0.0/16")).vpc().vpcId();
        assertThat(code(() -> ec2().createSubnet(r -> r.vpcId(vpc).cidrBlock("10.1.0.0/24"))))
                .isEqualTo("InvalidVpcID.NotFound");
        sandbox.advance(Duration.ofSeconds(30));
        ec2().createSubnet(r -> r.vpcId(vpc).cidrBlock("10.1.0.0/24"));
    }

    @Test
    void aBatchIsAnsweredInPart() {
        EcsClient ecs = client(EcsClient.class);
        ecs.createCluster(r -> r.clusterName("a"));
        ecs.createCluster(r -> r.clusterName("b"));
        set(Map.of("fault", "partial", "service", "ecs"));
        var answer = ecs.describeClusters(r -> r.clusters("a", "b"));
        assertThat(answer.clusters()).hasSize(1);
        assertThat(answer.failures()).extracting(Failure::reason).containsExactly("SERVICE_UNAVAILABLE");
    }

    @ParameterizedTest
    @CsvSource({
        "throttle, ec2, RequestLimitExceeded",
        "throttle, iam, Throttling",
        "throttle, logs, ThrottlingException",
        "5xx, ec2, InternalError",
        "5xx, iam, InternalFailure",
        "access-denied, ec2, UnauthorizedOperation",
        "access-denied, iam, AccessDenied",
        "access-denied, logs, AccessDeniedException",
    })
    void eachServiceRefusesInItsOwnWords(String fault, String service, String code) {
        set(Map.of("fault", fault, "service", service));
        Map<String, Runnable> reads = Map.of(
                "ec2", () -> ec2().describeVpcs(),
                "iam", () -> client(IamClient.class).listRoles(),
                "logs", () -> client(CloudWatchLogsClient.class).describeLogGroups());
        assertThat(code(reads.getOrDefault(service, () -> {}))).isEqualTo(code);
    }

    @Test
    void theCodeCanBeChosen() {
        set(Map.of("fault", "throttle", "code", "TooManyRequestsException"));
        assertThat(code(() -> ec2().describeVpcs())).isEqualTo("TooManyRequestsException");
    }

    @Test
    void aFaultHasItsTime() {
        set(Map.of("fault", "throttle", "after", "1m", "for", "1m"));
        ec2().describeVpcs();
        sandbox.advance(Duration.ofMinutes(1));
        assertThat(code(() -> ec2().describeVpcs())).isEqualTo("RequestLimitExceeded");
        sandbox.advance(Duration.ofMinutes(1));
        ec2().describeVpcs();
    }

    @Test
    void theSameSeedGivesTheSameFaults() {
        List<Boolean> first = struck(7);
        assertThat(first).contains(true, false);
        assertThat(struck(7)).isEqualTo(first);
        assertThat(struck(8)).isNotEqualTo(first);
    }

    /** The document's own list is accepted as it stands, and has one example of each that needs explaining. */
    @Test
    void theExamplesOfTheDocumentAreTrue() throws IOException {
        String text = Files.readString(Path.of("docs/sandbox.md"));
        String examples = text.substring(text.indexOf("```json") + "```json".length());
        List<?> lines = new ObjectMapper().readValue(examples.substring(0, examples.indexOf("```")), List.class);
        assertThat(Trouble.of("faults", lines, 1).faults())
                .extracting(Fault::sort)
                .contains(
                        Sort.ASYNC_FAIL,
                        Sort.CRASH_AFTER_COMMIT,
                        Sort.PAUSE,
                        Sort.CLOCK_SKEW,
                        Sort.EVENT_DROP,
                        Sort.EVENT_DUP,
                        Sort.EVENT_DELAY,
                        Sort.EVENT_REORDER);
    }

    private List<Boolean> struck(long seed) {
        Trouble.of("faults", List.of(Map.of("fault", "throttle", "probability", 0.5)), seed)
                .on(sandbox);
        List<Boolean> struck = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            try {
                ec2().describeVpcs();
                struck.add(false);
            } catch (SdkException throttled) {
                struck.add(true);
            }
        }
        return struck;
    }

    private void set(Map<String, Object> fault) {
        Trouble.of("faults", List.of(fault), 1).on(sandbox);
    }

    private Ec2Client ec2() {
        return client(Ec2Client.class);
    }

    private <C> C client(Class<C> type) {
        return new InProcessDoor(sandbox).client(type, "123456789012", "us-east-1");
    }

    private static String code(Runnable call) {
        return AwsFailures.code(catchThrowableOfType(SdkException.class, call::run));
    }
}
