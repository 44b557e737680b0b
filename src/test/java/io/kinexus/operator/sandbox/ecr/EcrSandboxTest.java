package io.kinexus.operator.sandbox.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.Tag;

/** Over the wire, with the SDK's own client. */
class EcrSandboxTest {
    private final SandboxDoor door = new SandboxDoor(SandboxScript.plain(), SandboxDoor.Way.HTTP);

    @AfterEach
    void close() {
        door.close();
    }

    private EcrClient ecr() {
        return door.scope().client(EcrClient.class);
    }

    @Test
    void aRepositoryIsMadeOnce() {
        var made = ecr().createRepository(r -> r.repositoryName("team/api")
                        .tags(Tag.builder().key("a").value("b").build()))
                .repository();
        assertThat(made.repositoryUri()).isEqualTo("123456789012.dkr.ecr.us-east-1.amazonaws.com/team/api");
        assertThat(ecr().describeRepositories().repositories()).containsExactly(made);
        assertThat(ecr().listTagsForResource(r -> r.resourceArn(made.repositoryArn()))
                        .tags())
                .hasSize(1);
        assertThat(code(() -> ecr().createRepository(r -> r.repositoryName("team/api"))))
                .isEqualTo("RepositoryAlreadyExistsException");
        assertThat(code(() -> ecr().createRepository(r -> r.repositoryName("Team"))))
                .isEqualTo("InvalidParameterException");
        ecr().deleteRepository(r -> r.repositoryName("team/api"));
        assertThat(code(() -> ecr().describeRepositories(r -> r.repositoryNames("team/api"))))
                .isEqualTo("RepositoryNotFoundException");
    }

    @Test
    void everyImageExistsUnlessItsTagSaysOtherwise() {
        var found = ecr().describeImages(r -> r.repositoryName("api").imageIds(tag("1.4.2")))
                .imageDetails();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).imageDigest()).matches("sha256:[0-9a-f]{64}");
        assertThat(code(() -> ecr().describeImages(r -> r.repositoryName("api").imageIds(tag("1.4.2-missing")))))
                .isEqualTo("ImageNotFoundException");
        var both = ecr().batchGetImage(r -> r.repositoryName("api").imageIds(tag("1.4.2"), tag("2-missing")));
        assertThat(both.images()).hasSize(1);
        assertThat(both.images().get(0).imageId().imageDigest())
                .isEqualTo(found.get(0).imageDigest());
        assertThat(both.failures()).hasSize(1);
    }

    @Test
    void policiesAreKept() {
        ecr().createRepository(r -> r.repositoryName("api"));
        assertThat(code(() -> ecr().getLifecyclePolicy(r -> r.repositoryName("api"))))
                .isEqualTo("LifecyclePolicyNotFoundException");
        String policy = """
            {"rules": [{"rulePriority": 1, "selection": {"tagStatus": "untagged", "countType": "imageCountMoreThan",
              "countNumber": 5}, "action": {"type": "expire"}}]}\
            """;
        ecr().putLifecyclePolicy(r -> r.repositoryName("api").lifecyclePolicyText(policy));
        assertThat(Map.of(
                        "text",
                        ecr().getLifecyclePolicy(r -> r.repositoryName("api")).lifecyclePolicyText()))
                .containsEntry("text", policy);
        assertThat(ecr().getAuthorizationToken().authorizationData().get(0).expiresAt())
                .isEqualTo(SandboxScript.MONDAY.plus(Duration.ofHours(12)));
    }

    private static ImageIdentifier tag(String tag) {
        return ImageIdentifier.builder().imageTag(tag).build();
    }

    private static String code(Runnable call) {
        return AwsFailures.code(catchThrowableOfType(SdkException.class, call::run));
    }
}
