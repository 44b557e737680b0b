package io.kinexus.operator.sandbox.elbv2;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;

/**
 * Tags of all four nouns, at most 20 ARNs a call and 50 tags a resource.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTags.html">DescribeTags</a>
 */
final class TagCalls {
    private static final int ARNS = 20;
    private static final int TAGS = 50;
    private final Balancing all;

    TagCalls(Balancing all) {
        this.all = all;
    }

    void install(Handlers handlers) {
        handlers.on(AddTagsRequest.class, this::add);
        handlers.on(DescribeTagsRequest.class, this::describe);
        handlers.on(RemoveTagsRequest.class, this::remove);
    }

    private AddTagsResponse add(AddTagsRequest request) {
        check(request.resourceArns());
        Map<String, String> tags = Balancing.plain(request.tags());
        for (String arn : request.resourceArns()) {
            Map<String, String> after = new LinkedHashMap<>(all.tags(arn));
            after.putAll(tags);
            if (after.size() > TAGS) {
                throw AwsFault.badRequest("TooManyTags", "A resource has at most " + TAGS + " tags");
            }
            all.tag(arn, request.tags());
        }
        return AddTagsResponse.builder().build();
    }

    private DescribeTagsResponse describe(DescribeTagsRequest request) {
        check(request.resourceArns());
        return DescribeTagsResponse.builder()
                .tagDescriptions(request.resourceArns().stream()
                        .map(arn -> TagDescription.builder()
                                .resourceArn(arn)
                                .tags(all.tags(arn).entrySet().stream()
                                        .map(e -> Tag.builder()
                                                .key(e.getKey())
                                                .value(e.getValue())
                                                .build())
                                        .toList())
                                .build())
                        .toList())
                .build();
    }

    private RemoveTagsResponse remove(RemoveTagsRequest request) {
        check(request.resourceArns());
        TagStore store = all.account.service(TagStore.class);
        request.resourceArns().forEach(arn -> store.remove(arn, request.tagKeys()));
        return RemoveTagsResponse.builder().build();
    }

    private void check(List<String> arns) {
        Faults.some("ResourceArns", arns);
        if (arns.size() > ARNS) {
            throw Faults.invalid("Cannot have more than " + ARNS + " resource ARNs in one call");
        }
        arns.forEach(this::exists);
    }

    private Object exists(String arn) {
        if (arn.contains(":targetgroup/")) {
            return all.group(arn);
        }
        if (arn.contains(":listener-rule/")) {
            return all.rule(arn);
        }
        return arn.contains(":listener/") ? all.listener(arn) : all.balancer(arn);
    }
}
