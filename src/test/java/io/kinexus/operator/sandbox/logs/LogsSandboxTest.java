package io.kinexus.operator.sandbox.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.support.SandboxDoor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
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

    @Test
    void whatIsPrintedCanBeReadFromEitherEnd() {
        logs().createLogGroup(r -> r.logGroupName("/a"));
        LogsSandbox service =
                door.sandbox().account("123456789012", "us-east-1").service(LogsSandbox.class);
        List.of("one", "two", "three").forEach(line -> service.write("/a", "app/1", line));
        service.write("/nowhere", "app/1", "unheard");
        assertThat(logs().describeLogStreams(r -> r.logGroupName("/a")).logStreams())
                .extracting(LogStream::logStreamName)
                .containsExactly("app/1");
        assertThat(lines(false)).containsExactly("two", "three");
        assertThat(lines(true)).containsExactly("one", "two");
        assertThat(code(() -> logs().getLogEvents(r -> r.logGroupName("/a").logStreamName("app/2"))))
                .isEqualTo("ResourceNotFoundException");
        assertThat(logs().getLogEventsPaginator(
                                r -> r.logGroupName("/a").logStreamName("app/1").startFromHead(true))
                        .events())
                .hasSize(3);
    }

    private List<String> lines(boolean head) {
        return logs()
                .getLogEvents(r ->
                        r.logGroupName("/a").logStreamName("app/1").limit(2).startFromHead(head))
                .events()
                .stream()
                .map(OutputLogEvent::message)
                .toList();
    }

    private CloudWatchLogsClient logs() {
        return door.scope().client(CloudWatchLogsClient.class);
    }

    private static String code(Runnable call) {
        return AwsFailures.code(catchThrowableOfType(SdkException.class, call::run));
    }
}
