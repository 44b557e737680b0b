package io.kinexus.operator.sandbox.acm;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.acm.model.AddTagsToCertificateRequest;
import software.amazon.awssdk.services.acm.model.AddTagsToCertificateResponse;
import software.amazon.awssdk.services.acm.model.ListTagsForCertificateRequest;
import software.amazon.awssdk.services.acm.model.ListTagsForCertificateResponse;
import software.amazon.awssdk.services.acm.model.RemoveTagsFromCertificateRequest;
import software.amazon.awssdk.services.acm.model.RemoveTagsFromCertificateResponse;
import software.amazon.awssdk.services.acm.model.Tag;

/** The certificates' own tag calls. */
final class AcmTags {
    private static final int MOST = 50;
    private final AcmSandbox certificates;
    private final Account account;

    AcmTags(AcmSandbox certificates, Account account) {
        this.certificates = certificates;
        this.account = account;
    }

    void install(Handlers handlers) {
        handlers.on(AddTagsToCertificateRequest.class, this::add);
        handlers.on(ListTagsForCertificateRequest.class, this::list);
        handlers.on(RemoveTagsFromCertificateRequest.class, this::remove);
    }

    static Map<String, String> plain(List<Tag> tags) {
        Map<String, String> plain = new LinkedHashMap<>();
        tags.forEach(
                tag -> plain.put(tag.key(), Optional.ofNullable(tag.value()).orElse("")));
        if (plain.size() > MOST) {
            throw AwsFault.badRequest("TooManyTagsException", "A certificate has at most " + MOST + " tags");
        }
        return plain;
    }

    private AddTagsToCertificateResponse add(AddTagsToCertificateRequest request) {
        String arn = certificates.existing(request.certificateArn()).arn();
        account.service(TagStore.class).put(arn, plain(request.tags()));
        return AddTagsToCertificateResponse.builder().build();
    }

    private ListTagsForCertificateResponse list(ListTagsForCertificateRequest request) {
        String arn = certificates.existing(request.certificateArn()).arn();
        return ListTagsForCertificateResponse.builder()
                .tags(account.service(TagStore.class).of(arn).entrySet().stream()
                        .map(e -> Tag.builder()
                                .key(e.getKey())
                                .value(e.getValue())
                                .build())
                        .toList())
                .build();
    }

    private RemoveTagsFromCertificateResponse remove(RemoveTagsFromCertificateRequest request) {
        String arn = certificates.existing(request.certificateArn()).arn();
        account.service(TagStore.class)
                .remove(arn, request.tags().stream().map(Tag::key).toList());
        return RemoveTagsFromCertificateResponse.builder().build();
    }
}
