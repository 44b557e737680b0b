package io.kinexus.operator.kind.targetgroup;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.BalancingTags;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/**
 * The calls. All groups of the account are listed, 400 a page; attributes are read group by group, as AWS has no batch.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetGroups.html">DescribeTargetGroups</a>
 */
final class TargetGroupAws {
    private static final int PAGE = 400;
    private static final String GONE = "TargetGroupNotFound";

    /** All groups of account and region, by name. */
    private record Listing(Map<String, TargetGroup> byName) {
        Optional<TargetGroup> find(String arn) {
            return byName.values().stream()
                    .filter(group -> group.targetGroupArn().equals(arn))
                    .findFirst();
        }
    }

    private TargetGroupAws() {}

    static Map<ResourceId, Observation<TargetGroupLive>> observe(
            Scope scope, Collection<Declared<TargetGroupSpec>> wanted) {
        return Sweep.whole(wanted, all -> {
            Listing listing = listing(scope);
            return Sweep.oneByOne(scope, all, one -> {
                TargetGroup group = listing.byName().get(one.spec().name());
                if (group == null) {
                    return Observation.absent();
                }
                String arn = group.targetGroupArn();
                return read(scope, group, Ownership.ours(scope, one.id(), arn, () -> BalancingTags.of(scope, arn)));
            });
        });
    }

    static Map<ResourceId, Observation<TargetGroupLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<TargetGroupLive>> surplus = new LinkedHashMap<>();
        Ownership.sweep(scope).of(TargetGroups.NAME).forEach((id, arns) -> {
            if (!declared.contains(id)) {
                arns.stream()
                        .flatMap(arn -> listing(scope).find(arn).stream())
                        .findFirst()
                        .ifPresent(group -> surplus.put(id, read(scope, group, true)));
            }
        });
        return surplus;
    }

    static Outcome create(Scope scope, Declared<TargetGroupSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            ElasticLoadBalancingV2Client elb = scope.client(ElasticLoadBalancingV2Client.class);
            TargetGroupSpec spec = wanted.spec();
            try {
                CreateTargetGroupRequest request = request(spec).toBuilder()
                        .tags(tags(Ownership.tags(scope, wanted)))
                        .build();
                String arn =
                        elb.createTargetGroup(request).targetGroups().get(0).targetGroupArn();
                set(elb, arn, spec.attributes());
            } catch (SdkException failure) {
                // A retry whose first reply was lost: the name is the identity, and the next look says whose it is.
                if (!AwsFailures.is(failure, "DuplicateTargetGroupName")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    static Outcome update(
            Scope scope,
            Declared<TargetGroupSpec> wanted,
            TargetGroupLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return AwsFailures.attempt(() -> {
            ElasticLoadBalancingV2Client elb = scope.client(ElasticLoadBalancingV2Client.class);
            Map<String, String> attributes = new LinkedHashMap<>();
            boolean check = false;
            for (FieldChange change : changes) {
                if (change.path().startsWith(TargetGroups.ATTRIBUTE)) {
                    String key = change.path().substring(TargetGroups.ATTRIBUTE.length());
                    attributes.put(key, wanted.spec().attributes().getOrDefault(key, TargetGroups.usual(key)));
                } else {
                    check = true;
                }
            }
            if (check) {
                elb.modifyTargetGroup(check(wanted.spec(), live.arn()));
            }
            set(elb, live.arn(), attributes);
            return Outcome.done();
        });
    }

    static Outcome delete(Scope scope, ResourceId id, TargetGroupLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(ElasticLoadBalancingV2Client.class).deleteTargetGroup(r -> r.targetGroupArn(live.arn()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, GONE)) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static Listing listing(Scope scope) {
        return scope.once(Listing.class, Listing.class, () -> {
            Map<String, TargetGroup> byName = new HashMap<>();
            scope.client(ElasticLoadBalancingV2Client.class)
                    .describeTargetGroupsPaginator(r -> r.pageSize(PAGE))
                    .targetGroups()
                    .forEach(group -> byName.put(group.targetGroupName(), group));
            return new Listing(byName);
        });
    }

    private static Observation<TargetGroupLive> read(Scope scope, TargetGroup group, boolean ours) {
        try {
            Map<String, String> attributes = new LinkedHashMap<>();
            scope.client(ElasticLoadBalancingV2Client.class)
                    .describeTargetGroupAttributes(r -> r.targetGroupArn(group.targetGroupArn()))
                    .attributes()
                    .forEach(one -> attributes.put(
                            one.key(), Optional.ofNullable(one.value()).orElse("")));
            return new Observation.Present<>(live(group, attributes), true, ours);
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, GONE)) {
                return Observation.absent();
            }
            throw failure;
        }
    }

    private static TargetGroupLive live(TargetGroup group, Map<String, String> attributes) {
        TargetGroupLive.Check check = new TargetGroupLive.Check(
                !Boolean.FALSE.equals(group.healthCheckEnabled()),
                text(group.healthCheckProtocolAsString()),
                text(group.healthCheckPort()),
                text(group.healthCheckPath()),
                number(group.healthCheckIntervalSeconds()),
                number(group.healthCheckTimeoutSeconds()),
                number(group.healthyThresholdCount()),
                number(group.unhealthyThresholdCount()),
                Optional.ofNullable(group.matcher())
                        .map(matcher -> text(matcher.httpCode()))
                        .orElse(""));
        return new TargetGroupLive(
                group.targetGroupArn(),
                group.targetGroupName(),
                text(group.protocolAsString()),
                Optional.ofNullable(group.protocolVersion()).orElse("HTTP1"),
                number(group.port()),
                text(group.vpcId()),
                text(group.targetTypeAsString()),
                Optional.ofNullable(group.ipAddressTypeAsString()).orElse("ipv4"),
                check,
                attributes);
    }

    private static CreateTargetGroupRequest request(TargetGroupSpec spec) {
        TargetGroupSpec.HealthCheck check = spec.healthCheck();
        return CreateTargetGroupRequest.builder()
                .name(spec.name())
                .protocol(spec.protocol())
                .port(spec.port())
                .vpcId(spec.vpcId())
                .targetType(spec.targetType())
                .healthCheckProtocol(spec.protocol())
                .healthCheckPath(check.path())
                .healthCheckIntervalSeconds((int) check.interval().toSeconds())
                .healthCheckTimeoutSeconds((int) check.timeout().toSeconds())
                .healthyThresholdCount(check.healthyThreshold())
                .unhealthyThresholdCount(check.unhealthyThreshold())
                .matcher(m -> m.httpCode(check.matcher()))
                .build();
    }

    private static ModifyTargetGroupRequest check(TargetGroupSpec spec, String arn) {
        TargetGroupSpec.HealthCheck check = spec.healthCheck();
        return ModifyTargetGroupRequest.builder()
                .targetGroupArn(arn)
                .healthCheckEnabled(true)
                .healthCheckProtocol(spec.protocol())
                .healthCheckPort("traffic-port")
                .healthCheckPath(check.path())
                .healthCheckIntervalSeconds((int) check.interval().toSeconds())
                .healthCheckTimeoutSeconds((int) check.timeout().toSeconds())
                .healthyThresholdCount(check.healthyThreshold())
                .unhealthyThresholdCount(check.unhealthyThreshold())
                .matcher(m -> m.httpCode(check.matcher()))
                .build();
    }

    private static void set(ElasticLoadBalancingV2Client elb, String arn, Map<String, String> attributes) {
        if (!attributes.isEmpty()) {
            elb.modifyTargetGroupAttributes(r -> r.targetGroupArn(arn)
                    .attributes(attributes.entrySet().stream()
                            .map(e -> TargetGroupAttribute.builder()
                                    .key(e.getKey())
                                    .value(e.getValue())
                                    .build())
                            .toList()));
        }
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(e -> Tag.builder().key(e.getKey()).value(e.getValue()).build())
                .toList();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static int number(@Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
