package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.sandbox.door.InProcessDoor;
import io.kinexus.operator.support.OneFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket with a copy in another region, from its first object to the day when nobody declares the copy any more. */
class ReplicatedBucketTest {
    private static final String COPY = "kinexus-docs-us-west-2";
    private static final String COPIED = """
        kind: Bucket
        metadata: {name: kinexus-docs}
        spec: {versioned: true, replicateTo: {region: us-west-2}}
        """;
    private static final String ALONE = """
        kind: Bucket
        metadata: {name: kinexus-docs}
        spec: {versioned: true}
        """;
    private static final String PERMIT =
            ", permits: [{action: delete, resource: \"arn:aws:s3:::kinexus-docs-us-west-2\","
                    + " until: \"2030-01-01T00:00:00Z\", reason: x}]";

    @TempDir
    Path folder;

    @Test
    void theCopyIsMadeFilledHealedAndKeptUntilAPersonLetsItGo() {
        OneFile file = new OneFile(folder, COPIED);
        assertThat(file.operated.settle(10).snapshot().sync()).isEqualTo("InSync");
        assertThat(file.operated.writes())
                .filteredOn(call -> call.contains("CreateBucket"))
                .hasSize(2);
        assertThat(file.operated.plan().empty()).isTrue();
        file.operated
                .client(S3Client.class)
                .putObject(r -> r.bucket("kinexus-docs").key("a"), body());
        file.operated.sandbox.advance(Duration.ofMinutes(1));
        assertThat(copied(file)).containsExactly("a");

        there(file).putBucketTagging(r -> r.bucket(COPY).tagging(t -> t.tagSet(List.of())));
        Turned stolen = file.operated.turn("manual");
        assertThat(OneFile.lines(stolen)).contains("bucket/kinexus-docs-us-west-2 update refused");
    }

    @Test
    void aCopyThatNobodyDeclaresIsLeftWithAllItHoldsUntilAPersonLetsItGo() {
        OneFile file = new OneFile(folder, COPIED);
        file.operated.settle(10);
        file.operated
                .client(S3Client.class)
                .putObject(r -> r.bucket("kinexus-docs").key("a"), body());
        file.operated.sandbox.advance(Duration.ofMinutes(1));
        Turned left = file.commit("", ALONE);
        assertThat(OneFile.lines(left))
                .contains("bucket/kinexus-docs update done", "bucket/kinexus-docs-us-west-2 delete refused");
        file.operated.settle(5);
        assertThat(copied(file)).containsExactly("a");

        Turned full = file.commit(PERMIT, ALONE);
        assertThat(full.run().lines())
                .anySatisfy(line -> assertThat(line.message()).contains(COPY + " still holds objects or versions"));
        there(file).listObjectVersions(r -> r.bucket(COPY)).versions().forEach(one -> there(file)
                .deleteObject(r -> r.bucket(COPY).key(one.key()).versionId(one.versionId())));
        assertThat(OneFile.lines(file.operated.turn("manual"))).contains("bucket/" + COPY + " delete done");
    }

    private static S3Client there(OneFile file) {
        return new InProcessDoor(file.operated.sandbox).client(S3Client.class, "123456789012", "us-west-2");
    }

    private static RequestBody body() {
        return RequestBody.fromString("a");
    }

    private static List<String> copied(OneFile file) {
        return there(file).listObjectsV2(r -> r.bucket(COPY)).contents().stream()
                .map(S3Object::key)
                .toList();
    }
}
