package io.kinexus.operator.sandbox.kms;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.SandboxService;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesResponse;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.TagResourceResponse;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceResponse;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionResponse;

/**
 * Keys without their mathematics: nothing is encrypted here.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html">API reference</a>
 */
@AutoService(SandboxService.class)
public final class KmsSandbox implements SandboxService {
    private static final int PAGE = 100;
    private static final int MOST = 1000;
    private static final int LEAST_WAIT = 7;
    private static final int MOST_WAIT = 30;

    private Optional<Account> home = Optional.empty();
    private Optional<Keys> all = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        home = Optional.of(account);
        all = Optional.of(new Keys(account));
        handlers.on(CreateKeyRequest.class, this::create);
        handlers.on(DescribeKeyRequest.class, r -> DescribeKeyResponse.builder()
                .keyMetadata(described(keys().find(r.keyId())))
                .build());
        handlers.on(ListKeysRequest.class, this::list);
        handlers.on(UpdateKeyDescriptionRequest.class, this::describeAnew);
        handlers.on(EnableKeyRequest.class, r -> {
            keys().changeable(r.keyId()).state = KeyState.ENABLED;
            return EnableKeyResponse.builder().build();
        });
        handlers.on(DisableKeyRequest.class, r -> {
            keys().changeable(r.keyId()).state = KeyState.DISABLED;
            return DisableKeyResponse.builder().build();
        });
        handlers.on(ScheduleKeyDeletionRequest.class, this::scheduleDeletion);
        handlers.on(CancelKeyDeletionRequest.class, this::cancelDeletion);
        rotation(handlers);
        policies(handlers);
        new AliasCalls(account, keys(), handlers);
        tags(handlers);
    }

    private void rotation(Handlers handlers) {
        handlers.on(EnableKeyRotationRequest.class, r -> {
            keys().changeable(r.keyId()).rotated = true;
            return EnableKeyRotationResponse.builder().build();
        });
        handlers.on(DisableKeyRotationRequest.class, r -> {
            keys().changeable(r.keyId()).rotated = false;
            return DisableKeyRotationResponse.builder().build();
        });
        handlers.on(GetKeyRotationStatusRequest.class, r -> GetKeyRotationStatusResponse.builder()
                .keyRotationEnabled(keys().find(r.keyId()).rotated)
                .keyId(keys().find(r.keyId()).arn)
                .build());
    }

    private void policies(Handlers handlers) {
        handlers.on(GetKeyPolicyRequest.class, r -> GetKeyPolicyResponse.builder()
                .policy(keys().find(r.keyId()).policy)
                .policyName("default")
                .build());
        handlers.on(PutKeyPolicyRequest.class, r -> {
            keys().changeable(r.keyId()).policy = r.policy();
            return PutKeyPolicyResponse.builder().build();
        });
        handlers.on(ListKeyPoliciesRequest.class, r -> {
            keys().find(r.keyId());
            return ListKeyPoliciesResponse.builder()
                    .policyNames("default")
                    .truncated(false)
                    .build();
        });
    }

    private void tags(Handlers handlers) {
        handlers.on(TagResourceRequest.class, r -> {
            tagStore().put(keys().changeable(r.keyId()).arn, map(r.tags()));
            return TagResourceResponse.builder().build();
        });
        handlers.on(UntagResourceRequest.class, r -> {
            tagStore().remove(keys().changeable(r.keyId()).arn, r.tagKeys());
            return UntagResourceResponse.builder().build();
        });
        handlers.on(ListResourceTagsRequest.class, r -> ListResourceTagsResponse.builder()
                .tags(tagStore().of(keys().find(r.keyId()).arn).entrySet().stream()
                        .map(t -> Tag.builder()
                                .tagKey(t.getKey())
                                .tagValue(t.getValue())
                                .build())
                        .toList())
                .truncated(false)
                .build());
    }

    @Override
    public Object state() {
        return Map.of(
                "keys", keys().all().stream().map(Key::shown).toList(),
                "aliases", Map.copyOf(keys().aliases()));
    }

    private CreateKeyResponse create(CreateKeyRequest request) {
        Key key = keys().add(
                        KeyManagerType.CUSTOMER,
                        request.keySpec() == null ? KeySpec.SYMMETRIC_DEFAULT : request.keySpec(),
                        request.keyUsage() == null ? KeyUsageType.ENCRYPT_DECRYPT : request.keyUsage(),
                        Optional.ofNullable(request.description()).orElse(""),
                        request.policy());
        tagStore().put(key.arn, map(request.tags()));
        return CreateKeyResponse.builder().keyMetadata(described(key)).build();
    }

    @SuppressWarnings("deprecation") // Terraform still reads the key's specification by its old name
    private KeyMetadata described(Key key) {
        return KeyMetadata.builder()
                .awsAccountId(account().id())
                .keyId(key.id)
                .arn(key.arn)
                .creationDate(key.created)
                .enabled(key.state == KeyState.ENABLED)
                .description(key.description)
                .keyUsage(key.usage)
                .keyState(key.state)
                .deletionDate(key.deleted.orElse(null))
                .origin(OriginType.AWS_KMS)
                .keyManager(key.manager)
                .keySpec(key.spec)
                .customerMasterKeySpec(key.spec.toString())
                .encryptionAlgorithms(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
                .multiRegion(false)
                .build();
    }

    private ListKeysResponse list(ListKeysRequest request) {
        var page = Pages.of(keys().all(), request.limit(), PAGE, MOST, request.marker());
        return ListKeysResponse.builder()
                .keys(page.items().stream()
                        .map(k ->
                                KeyListEntry.builder().keyId(k.id).keyArn(k.arn).build())
                        .toList())
                .nextMarker(page.next())
                .truncated(page.next() != null)
                .build();
    }

    private UpdateKeyDescriptionResponse describeAnew(UpdateKeyDescriptionRequest request) {
        keys().changeable(request.keyId()).description = request.description();
        return UpdateKeyDescriptionResponse.builder().build();
    }

    private ScheduleKeyDeletionResponse scheduleDeletion(ScheduleKeyDeletionRequest request) {
        Key key = keys().changeable(request.keyId());
        int days = request.pendingWindowInDays() == null ? MOST_WAIT : request.pendingWindowInDays();
        if (days < LEAST_WAIT || days > MOST_WAIT) {
            throw AwsFault.badRequest(
                    "ValidationException", "PendingWindowInDays must be between 7 and 30, got " + days);
        }
        Duration wait = Duration.ofDays(days);
        key.state = KeyState.PENDING_DELETION;
        key.deleted = Optional.of(account().now().plus(wait));
        account().clock().after(wait, () -> {
            if (key.state == KeyState.PENDING_DELETION) {
                keys().remove(key);
                tagStore().forget(key.arn);
            }
        });
        return ScheduleKeyDeletionResponse.builder()
                .keyId(key.arn)
                .deletionDate(key.deleted.orElse(null))
                .keyState(key.state)
                .pendingWindowInDays(days)
                .build();
    }

    private CancelKeyDeletionResponse cancelDeletion(CancelKeyDeletionRequest request) {
        Key key = keys().find(request.keyId());
        if (key.state != KeyState.PENDING_DELETION) {
            throw AwsFault.badRequest("KMSInvalidStateException", key.arn + " is not pending deletion.");
        }
        key.state = KeyState.DISABLED;
        key.deleted = Optional.empty();
        return CancelKeyDeletionResponse.builder().keyId(key.arn).build();
    }

    private static Map<String, String> map(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::tagKey, Tag::tagValue));
    }

    private TagStore tagStore() {
        return account().service(TagStore.class);
    }

    private Keys keys() {
        return all.orElseThrow();
    }

    private Account account() {
        return home.orElseThrow();
    }
}
