package io.kinexus.operator.sandbox.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.Tag;

/** Over the wire, with the SDK's own client. */
class KmsSandboxTest {
    private final SandboxDoor door = new SandboxDoor(SandboxScript.plain(), SandboxDoor.Way.HTTP);

    @AfterEach
    void close() {
        door.close();
    }

    private KmsClient kms() {
        return door.scope().client(KmsClient.class);
    }

    @Test
    void aKeyIsFoundByIdArnAndAlias() {
        var key = kms().createKey(r -> r.description("d")
                        .tags(List.of(Tag.builder().tagKey("a").tagValue("b").build())))
                .keyMetadata();
        kms().createAlias(r -> r.aliasName("alias/mine").targetKeyId(key.keyId()));
        for (String name :
                List.of(key.keyId(), key.arn(), "alias/mine", "arn:aws:kms:us-east-1:123456789012:alias/mine")) {
            assertThat(kms().describeKey(r -> r.keyId(name)).keyMetadata().arn())
                    .isEqualTo(key.arn());
        }
        assertThat(kms().listResourceTags(r -> r.keyId(key.keyId())).tags()).hasSize(1);
        assertThat(kms().listAliases().aliases()).hasSize(1);
        assertThat(code(() -> kms().createAlias(r -> r.aliasName("alias/mine").targetKeyId(key.keyId()))))
                .isEqualTo("AlreadyExistsException");
        assertThat(code(() -> kms().describeKey(r -> r.keyId("alias/other")))).isEqualTo("NotFoundException");
    }

    @Test
    void aServicesKeyIsThereWithItsFirstUse() {
        assertThat(kms().describeKey(r -> r.keyId("alias/aws/rds"))
                        .keyMetadata()
                        .keyManager())
                .isEqualTo(KeyManagerType.AWS);
    }

    @Test
    void aKeyIsDeletedAfterItsWait() {
        String id = kms().createKey().keyMetadata().keyId();
        assertThat(code(() -> kms().scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(1))))
                .isEqualTo("ValidationException");
        kms().scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(7));
        assertThat(kms().describeKey(r -> r.keyId(id)).keyMetadata().keyState()).isEqualTo(KeyState.PENDING_DELETION);
        assertThat(code(() -> kms().enableKeyRotation(r -> r.keyId(id)))).isEqualTo("KMSInvalidStateException");
        door.sandbox().advance(Duration.ofDays(7));
        assertThat(code(() -> kms().describeKey(r -> r.keyId(id)))).isEqualTo("NotFoundException");
    }

    @Test
    void rotationAndPolicyAreKept() {
        String id = kms().createKey().keyMetadata().keyId();
        assertThat(kms().getKeyRotationStatus(r -> r.keyId(id)).keyRotationEnabled())
                .isFalse();
        kms().enableKeyRotation(r -> r.keyId(id));
        assertThat(kms().getKeyRotationStatus(r -> r.keyId(id)).keyRotationEnabled())
                .isTrue();
        kms().putKeyPolicy(r -> r.keyId(id).policy("{}"));
        assertThat(kms().getKeyPolicy(r -> r.keyId(id)).policy()).isEqualTo("{}");
        assertThat(kms().listKeys().keys()).hasSize(1);
    }

    private static String code(Runnable call) {
        return AwsFailures.code(catchThrowableOfType(SdkException.class, call::run));
    }
}
