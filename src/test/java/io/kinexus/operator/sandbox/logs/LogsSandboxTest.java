package io.kinexus.operator.sandbox.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.support.SandboxDoor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;

class LogsSandboxTest {
    private static final String ARN = "arn:aws:logs:us-east-1:123456789012:log-group:/a";

    private final SandboxDoor door = new SandboxDoor();

    @Test
    void tagsOfAGroupAreThoseOfTheTaggingApi() {
        logs().createLogGroup(r -> r.logGroupName("/a").tags(Map.of("a", "b")));
        logs().tagResource(r -> r.resourceArn(ARN).tags(Map.of("c", "d")));
        assertThat(logs().listTagsForResource(r -> r.resourceArn(ARN)).tags()).isEqualTo(Map.of("a", "b", "c", "d"));
        assertThat(door.scope()
                        .client(ResourceGroupsTaggingApiClient.class)
                        .getTagKeys(r -> {})
                        .tagKeys())
                .containsExactly("a", "c");
        logs().untagResource(r -> r.resourceArn(ARN).tagKeys("a"));
        assertThat(logs().listTagsForResource(r -> r.resourceArn(ARN)).tags()).isEqualTo(Map.of("c", "d"));
        assertThat(code(() -> logs().listTagsForResource(r -> r.resourceArn(ARN + ":*"))))
                .isEqualTo("InvalidParameterException");
    }

    @Test
    void aGroupThatIsNotThereHasNeitherTagsNorStreams() {
        assertThat(code(() -> logs().listTagsForResource(r -> r.resourceArn(ARN))))
                .isEqualTo("ResourceNotFoundException");
        assertThat(code(() -> logs().describeLogStreams(r -> r.logGroupName("/a"))))
                .isEqualTo("ResourceNotFoundException");
        assertThat(code(() -> logs().listTagsForResource(r -> r.resourceArn("arn:aws:s3:::b"))))
                .isEqualTo("InvalidParameterException");
    }

    private CloudWatchLogsClient logs() {
        return door.scope().client(CloudWatchLogsClient.class);
    }

    private static String code(Runnable call) {
        return AwsFailures.code(catchThrowableOfType(SdkException.class, call::run));
    }
}
