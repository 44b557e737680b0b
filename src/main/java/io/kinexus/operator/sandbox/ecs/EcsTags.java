package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.TagResourceResponse;
import software.amazon.awssdk.services.ecs.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UntagResourceResponse;

/** ECS's own tag calls over the account's tags. */
final class EcsTags {
    private static final int MOST = 50;

    private final Account account;
    private final Predicate<String> known;

    /** @param known whether an ARN is a resource of ECS that can carry tags */
    EcsTags(Account account, Predicate<String> known) {
        this.account = account;
        this.known = known;
    }

    void install(Handlers handlers) {
        handlers.on(ListTagsForResourceRequest.class, this::list);
        handlers.on(TagResourceRequest.class, this::tag);
        handlers.on(UntagResourceRequest.class, this::untag);
    }

    static List<Tag> of(Account account, String arn) {
        return account.service(TagStore.class).of(arn).entrySet().stream()
                .map(e -> Tag.builder().key(e.getKey()).value(e.getValue()).build())
                .toList();
    }

    static void put(Account account, String arn, List<Tag> tags) {
        EcsFaults.require(tags.size() <= MOST, "The number of tags exceeds the limit of 50.");
        if (!tags.isEmpty()) {
            account.service(TagStore.class).put(arn, map(tags));
        }
    }

    private static Map<String, String> map(List<Tag> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value() == null ? "" : tag.value()));
        return map;
    }

    private ListTagsForResourceResponse list(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(of(account, existing(request.resourceArn())))
                .build();
    }

    private TagResourceResponse tag(TagResourceRequest request) {
        put(account, existing(request.resourceArn()), request.tags());
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(UntagResourceRequest request) {
        account.service(TagStore.class).remove(existing(request.resourceArn()), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    private String existing(String arn) {
        if (arn == null || !known.test(arn)) {
            throw EcsFaults.invalid("The specified resource was not found: " + arn);
        }
        return arn;
    }
}
