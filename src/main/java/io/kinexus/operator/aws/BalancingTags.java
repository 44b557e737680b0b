package io.kinexus.operator.aws;

import io.kinexus.operator.core.resource.Scope;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** Elastic Load Balancing's own word on tags, for what the ownership sweep does not show yet. */
public final class BalancingTags {
    private BalancingTags() {}

    /** All tags of what has this ARN. */
    public static Map<String, String> of(Scope scope, String arn) {
        return scope
                .client(ElasticLoadBalancingV2Client.class)
                .describeTags(r -> r.resourceArns(arn))
                .tagDescriptions()
                .stream()
                .flatMap(described -> described.tags().stream())
                .collect(Collectors.toMap(Tag::key, tag -> Objects.requireNonNullElse(tag.value(), "")));
    }
}
