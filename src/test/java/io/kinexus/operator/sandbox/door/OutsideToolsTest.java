package io.kinexus.operator.sandbox.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.control.SandboxServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that nobody here wrote read and change the sandbox; each is skipped where it is not at hand. */
class OutsideToolsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLUGINS = "KINEXUS_TERRAFORM_PLUGINS";
    private static final String NO_CHANGE = "0";
    private static final long PATIENCE_SECONDS = 600;

    private record Ended(int exit, String output) {}

    private final SandboxServer server = SandboxServer.start(SandboxScript.plain(), 0, 60);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theAwsCommandLineReadsWhatItWrote() throws Exception {
        assumeThat(onPath("aws")).as("aws is on the PATH").isTrue();
        succeed("aws", "logs", "create-log-group", "--log-group-name", "/cli");
        assertThat(json("aws", "logs", "describe-log-groups")
                        .at("/logGroups/0/logGroupName")
                        .asText())
                .isEqualTo("/cli");
        succeed("aws", "ec2", "create-vpc", "--cidr-block", "10.1.0.0/16");
        assertThat(json("aws", "ec2", "describe-vpcs", "--filters", "Name=cidr,Values=10.1.0.0/16")
                        .at("/Vpcs/0/State")
                        .asText())
                .isEqualTo("available");
        assertThat(json("aws", "lambda", "list-functions").at("/Functions").isEmpty())
                .isTrue();
        assertThat(run("aws", "lambda", "get-alias", "--function-name", "f", "--name", "live")
                        .output())
                .contains("ResourceNotFoundException");
        Ended missing = run("aws", "iam", "get-role", "--role-name", "none");
        assertThat(missing.exit()).isNotZero();
        assertThat(missing.output()).contains("NoSuchEntity");
    }

    @Test
    void boto3ReadsWhatItWrote() throws Exception {
        assumeThat(onPath("python3")).as("python3 is on the PATH").isTrue();
        assumeThat(run("python3", "-c", "import boto3").exit())
                .as("python3 has boto3")
                .isZero();
        Files.writeString(folder.resolve("script.py"), resource("/sandbox/boto3_reads_and_writes.py"));
        Ended ended = succeed("python3", folder.resolve("script.py").toString());
        JsonNode found = JSON.readTree(ended.output());
        assertThat(found).isEqualTo(JSON.readTree("""
            {"logs": ["/boto3"], "logs again": "ResourceAlreadyExistsException",
             "tags": [[{"Key": "a", "Value": "b"}]], "trust": true, "no role": "NoSuchEntity",
             "account": "123456789012", "other account": "210987654321",
             "vpc": ["10.1.0.0/16"], "rule": 443, "no vpc": "InvalidVpcID.NotFound",
             "alarm": [["a", 1.5]], "clusters": ["c"], "no cluster": "ClusterNotFoundException",
             "message": "hello", "no queue": "AWS.SimpleQueueService.NonExistentQueue",
             "function": ["Pending", "1", 201], "no code": "InvalidParameterValueException",
             "echo": "{\\"a\\": 1}", "function tags": {"a": "b"},
             "gone": 204, "no function": "ResourceNotFoundException"}
            """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"main.tf", "stack.tf"})
    void terraformFindsWhatItMadeUnchanged(String stack) throws Exception {
        assumeThat(onPath("terraform")).as("terraform is on the PATH").isTrue();
        assumeThat(System.getenv(PLUGINS))
                .as(PLUGINS + " names a folder with the aws provider, which cannot be downloaded everywhere")
                .isNotNull();
        Files.writeString(folder.resolve("main.tf"), resource("/sandbox/terraform/" + stack));
        succeed("terraform", "init", "-no-color", "-plugin-dir=" + System.getenv(PLUGINS));
        succeed("terraform", "apply", "-no-color", "-auto-approve");
        Ended plan = run("terraform", "plan", "-no-color", "-detailed-exitcode");
        assertThat(String.valueOf(plan.exit())).as(plan.output()).isEqualTo(NO_CHANGE);
        succeed("terraform", "destroy", "-no-color", "-auto-approve");
    }

    private static boolean onPath(String tool) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(":")).anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
    }

    private JsonNode json(String... words) throws Exception {
        return JSON.readTree(succeed(words).output());
    }

    private Ended succeed(String... words) throws Exception {
        Ended ended = run(words);
        assertThat(ended.exit()).as(ended.output()).isZero();
        return ended;
    }

    private Ended run(String... words) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("AWS_ENDPOINT_URL", server.uri().toString());
        builder.environment().put("AWS_ACCESS_KEY_ID", "123456789012");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "any");
        builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
        builder.environment().put("AWS_PAGER", "");
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(OutsideToolsTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
