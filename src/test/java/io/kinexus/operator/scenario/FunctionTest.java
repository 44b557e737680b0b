package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.support.OneFile;
import io.kinexus.operator.support.Operated;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.VpcConfigResponse;
import software.amazon.awssdk.services.s3.S3Client;

/** A Function from its first commit on: code that comes later, new code, another setting, a hand in it, its end. */
class FunctionTest {
    private static final String BUCKETS = """
        kind: Bucket
        metadata: {name: kinexus-test-code}
        spec: {versioned: true, encrypted: true}
        ---
        apiVersion: kinexus.io/v1
        kind: Bucket
        metadata: {name: kinexus-test-documents}
        spec: {versioned: true, encrypted: true}
        """;
    private static final String FUNCTION = """
        kind: Function
        metadata: {name: documents}
        spec:
          runtime: python3.12
          handler: app.handler
          code: {bucket: kinexus-test-code, key: documents.zip}
          memory: 512
          timeout: 30s
          environment: {LOG_LEVEL: DEBUG}
          permissions:
            - {actions: ["s3:GetObject"], on: bucket/kinexus-test-documents}
          logRetention: 7d
        """;

    private static final String NETWORK = """
        kind: Network
        metadata: {name: main}
        spec: {cidr: 10.0.0.0/20, availabilityZones: 2, tiers: [public, private, database], natGateways: none}
        ---
        apiVersion: kinexus.io/v1
        kind: Cache
        metadata: {name: sessions}
        spec: {network: main, engine: redis, version: "7.1", nodeType: cache.t3.micro}
        """;

    @TempDir
    private Path folder;

    @Test
    void itLivesFromCodeThatIsMissingToItsEnd() {
        OneFile file = new OneFile(folder, BUCKETS, FUNCTION);
        waitsForItsCodeAlone(file.operated);

        upload(file.operated, "one");
        assertThat(settled(file)).isEqualTo("InSync");
        assertThat(file.operated.plan().empty()).isTrue();
        assertThat(live(file.operated)).isEqualTo("1");

        upload(file.operated, "two");
        assertThat(settled(file)).isEqualTo("InSync");
        assertThat(live(file.operated)).as("the alias follows new code").isEqualTo("2");

        file.write("", BUCKETS, FUNCTION.replace("512", "1024") + "  concurrency: 5\n");
        assertThat(settled(file)).isEqualTo("InSync");
        GetFunctionResponse changed = function(file.operated);
        assertThat(changed.configuration().memorySize()).isEqualTo(1024);
        assertThat(changed.concurrency().reservedConcurrentExecutions()).isEqualTo(5);
        assertThat(live(file.operated)).as("a setting makes a version too").isEqualTo("3");
        assertThat(count(file.operated, "lambda:CreateFunction")).isEqualTo(1);

        healsWhatAHandDid(file);
        file.commit("", BUCKETS);
        assertThat(settled(file)).isEqualTo("InSync");
        assertThat(lambda(file.operated).listFunctions().functions()).isEmpty();
    }

    @Test
    void inANetworkItReachesWhatItConnectsToAndGoesWhenItsInterfacesHaveGone() {
        String inside = FUNCTION + "  network: main\n  connectsTo: [cache/sessions]\n";
        OneFile file = new OneFile(folder, BUCKETS.replace("versioned: true", "versioned: false"), NETWORK, inside);
        file.operated.settle(8);
        upload(file.operated, "one");
        assertThat(file.operated.settle(120).snapshot().sync()).isEqualTo("InSync");
        VpcConfigResponse vpc = function(file.operated).configuration().vpcConfig();
        assertThat(vpc.subnetIds()).hasSize(2);
        Ec2Client ec2 = file.operated.client(Ec2Client.class);
        assertThat(ec2.describeSecurityGroupRules(r -> {}).securityGroupRules())
                .anyMatch(rule -> rule.referencedGroupInfo() != null
                        && vpc.securityGroupIds()
                                .contains(rule.referencedGroupInfo().groupId()));

        upload(file.operated, "two");
        assertThat(settled(file)).isEqualTo("InSync");
        assertThat(live(file.operated)).as("seen by its ETag").isEqualTo("2");

        file.commit("", BUCKETS.replace("versioned: true", "versioned: false"), NETWORK);
        assertThat(file.operated.settle(120).snapshot().sync()).isEqualTo("InSync");
        assertThat(ec2.describeSecurityGroups().securityGroups())
                .noneMatch(group -> group.groupName().contains("documents-function"));
    }

    private static void waitsForItsCodeAlone(Operated operated) {
        Turned turned = operated.settle(8);
        assertThat(turned.run().lines()).anySatisfy(line -> {
            assertThat(line.resource()).endsWith("function/documents");
            assertThat(line.message()).contains("upload s3://kinexus-test-code/documents.zip");
        });
        assertThat(turned.run().lines()).noneMatch(line -> line.outcome().contains("fail"));
        assertThat(operated.client(S3Client.class).listBuckets().buckets()).hasSize(2);
        assertThat(operated.client(IamClient.class)
                        .getRolePolicy(
                                r -> r.roleName("data-documents-function").policyName("function"))
                        .policyDocument())
                .contains("kinexus-test-documents", "log-group%3A%2Faws%2Flambda%2Fdocuments")
                .doesNotContain("kinexus-test-code");
    }

    private static void healsWhatAHandDid(OneFile file) {
        lambda(file.operated)
                .updateFunctionCode(r -> r.functionName("documents").zipFile(SdkBytes.fromUtf8String("by hand")));
        assertThat(settled(file)).isEqualTo("InSync");
        assertThat(lambda(file.operated)
                        .invoke(r -> r.functionName("documents").qualifier("live"))
                        .executedVersion())
                .isEqualTo(live(file.operated));
        assertThat(function(file.operated).configuration().codeSize()).isEqualTo("two".length());
    }

    private static String settled(OneFile file) {
        return file.operated.settle(30).snapshot().sync();
    }

    private static String live(Operated operated) {
        return lambda(operated)
                .getAlias(r -> r.functionName("documents").name("live"))
                .functionVersion();
    }

    private static GetFunctionResponse function(Operated operated) {
        return lambda(operated).getFunction(r -> r.functionName("documents"));
    }

    private static LambdaClient lambda(Operated operated) {
        return operated.client(LambdaClient.class);
    }

    private static void upload(Operated operated, String code) {
        operated.client(S3Client.class)
                .putObject(r -> r.bucket("kinexus-test-code").key("documents.zip"), RequestBody.fromString(code));
    }

    private static long count(Operated operated, String call) {
        List<String> writes = operated.writes();
        return writes.stream().filter(call::equals).count();
    }
}
