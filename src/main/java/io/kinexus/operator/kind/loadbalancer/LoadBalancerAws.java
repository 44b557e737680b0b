package io.kinexus.operator.kind.loadbalancer;

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
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/**
 * The calls. All load balancers of the account are listed, 400 a page; attributes are read one by one, as AWS has no
 * batch.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html">DescribeLoadBalancers</a>
 */
final class LoadBalancerAws {
    private static final int PAGE = 400;
    private static final String GONE = "LoadBalancerNotFound";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PROTECTED = "OperationNotPermitted";

    /** All load balancers of account and region. */
    private record Listing(List<LoadBalancer> all) {
        Optional<LoadBalancer> find(Predicate<LoadBalancer> wanted) {
            return all.stream().filter(wanted).findFirst();
        }
    }

    private LoadBalancerAws() {}

    static Map<ResourceId, Observation<LoadBalancerLive>> observe(
            Scope scope, Collection<Declared<LoadBalancerSpec>> wanted) {
        return Sweep.whole(wanted, all -> {
            Listing listing = listing(scope);
            return Sweep.oneByOne(scope, all, one -> listing.find(live -> one.existing()
                            .map(arn -> arn.equals(live.loadBalancerArn()))
                            .orElseGet(() ->
                                    live.loadBalancerName().equals(one.spec().name())))
                    .map(live -> read(scope, live, ours(scope, one, live.loadBalancerArn())))
                    .orElseGet(Observation::absent));
        });
    }

    private static boolean ours(Scope scope, Declared<LoadBalancerSpec> one, String arn) {
        return one.existing().isEmpty() && Ownership.ours(scope, one.id(), arn, () -> BalancingTags.of(scope, arn));
    }

    static Map<ResourceId, Observation<LoadBalancerLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<LoadBalancerLive>> surplus = new LinkedHashMap<>();
        Ownership.sweep(scope).of(LoadBalancers.NAME).forEach((id, arns) -> {
            if (!declared.contains(id)) {
                listing(scope)
                        .find(live -> arns.contains(live.loadBalancerArn()))
                        .ifPresent(live -> surplus.put(id, read(scope, live, true)));
            }
        });
        return surplus;
    }

    static Outcome create(Scope scope, Declared<LoadBalancerSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            ElasticLoadBalancingV2Client elb = scope.client(ElasticLoadBalancingV2Client.class);
            LoadBalancerSpec spec = wanted.spec();
            try {
                String arn = elb.createLoadBalancer(r -> r.name(spec.name())
                                .type("application")
                                .scheme(spec.scheme())
                                .subnets(spec.subnetIds())
                                .securityGroups(spec.securityGroupIds())
                                .ipAddressType(spec.ipAddressType())
                                .tags(tags(Ownership.tags(scope, wanted))))
                        .loadBalancers()
                        .get(0)
                        .loadBalancerArn();
                return set(elb, arn, spec.attributes());
            } catch (SdkException failure) {
                // A retry whose first reply was lost: the name is the identity, and the next look says whose it is.
                if (!AwsFailures.is(failure, "DuplicateLoadBalancerName")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    static Outcome update(
            Scope scope,
            Declared<LoadBalancerSpec> wanted,
            LoadBalancerLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return AwsFailures.attempt(() -> {
            ElasticLoadBalancingV2Client elb = scope.client(ElasticLoadBalancingV2Client.class);
            LoadBalancerSpec spec = wanted.spec();
            Map<String, String> attributes = new LinkedHashMap<>();
            for (FieldChange change : changes) {
                switch (change.path()) {
                    case "subnets" ->
                        elb.setSubnets(r -> r.loadBalancerArn(live.arn()).subnets(spec.subnetIds()));
                    case "securityGroups" ->
                        elb.setSecurityGroups(
                                r -> r.loadBalancerArn(live.arn()).securityGroups(spec.securityGroupIds()));
                    case "ipAddressType" ->
                        elb.setIpAddressType(r -> r.loadBalancerArn(live.arn()).ipAddressType(spec.ipAddressType()));
                    default -> {
                        String key = change.path().substring(LoadBalancers.ATTRIBUTE.length());
                        attributes.put(key, spec.attributes().getOrDefault(key, LoadBalancers.usual(key)));
                    }
                }
            }
            return set(elb, live.arn(), withBucket(spec, attributes));
        });
    }

    /** AWS takes logs, bucket and prefix together or not at all. */
    private static Map<String, String> withBucket(LoadBalancerSpec spec, Map<String, String> changed) {
        Map<String, String> attributes = new LinkedHashMap<>(changed);
        if (changed.keySet().stream().anyMatch(key -> key.startsWith("access_logs."))) {
            spec.attributes().forEach((key, value) -> {
                if (key.startsWith("access_logs.")) {
                    attributes.put(key, value);
                }
            });
        }
        return attributes;
    }

    static Outcome delete(Scope scope, ResourceId id, LoadBalancerLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(ElasticLoadBalancingV2Client.class).deleteLoadBalancer(r -> r.loadBalancerArn(live.arn()));
            } catch (SdkException failure) {
                if (AwsFailures.is(failure, PROTECTED)) {
                    return Outcome.terminal(
                            PROTECTED,
                            live.name() + " has deletion protection: declare it with `deletionProtection: false`"
                                    + " first, and remove it in a later commit");
                }
                if (!AwsFailures.is(failure, GONE)) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static Listing listing(Scope scope) {
        return scope.once(
                Listing.class,
                Listing.class,
                () -> new Listing(scope
                        .client(ElasticLoadBalancingV2Client.class)
                        .describeLoadBalancersPaginator(r -> r.pageSize(PAGE))
                        .loadBalancers()
                        .stream()
                        .toList()));
    }

    private static Observation<LoadBalancerLive> read(Scope scope, LoadBalancer balancer, boolean ours) {
        try {
            Map<String, String> attributes = new LinkedHashMap<>();
            scope.client(ElasticLoadBalancingV2Client.class)
                    .describeLoadBalancerAttributes(r -> r.loadBalancerArn(balancer.loadBalancerArn()))
                    .attributes()
                    .forEach(one -> attributes.put(one.key(), text(one.value())));
            LoadBalancerLive live = live(balancer, attributes);
            return new Observation.Present<>(live, !live.state().equals("provisioning"), ours);
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, GONE)) {
                return Observation.absent();
            }
            throw failure;
        }
    }

    private static LoadBalancerLive live(LoadBalancer balancer, Map<String, String> attributes) {
        return new LoadBalancerLive(
                balancer.loadBalancerArn(),
                balancer.loadBalancerName(),
                text(balancer.typeAsString()),
                text(balancer.schemeAsString()),
                balancer.availabilityZones().stream()
                        .map(AvailabilityZone::subnetId)
                        .toList(),
                List.copyOf(balancer.securityGroups()),
                text(balancer.ipAddressTypeAsString()),
                text(balancer.dnsName()),
                text(balancer.canonicalHostedZoneId()),
                text(balancer.vpcId()),
                balancer.state() == null ? "active" : text(balancer.state().codeAsString()),
                balancer.state() == null ? "" : text(balancer.state().reason()),
                attributes);
    }

    /** A bucket's new policy takes a while to hold everywhere, and until then AWS refuses to write its logs there. */
    private static Outcome set(ElasticLoadBalancingV2Client elb, String arn, Map<String, String> attributes) {
        if (attributes.isEmpty()) {
            return Outcome.done();
        }
        List<LoadBalancerAttribute> list = attributes.entrySet().stream()
                .map(e -> LoadBalancerAttribute.builder()
                        .key(e.getKey())
                        .value(e.getValue())
                        .build())
                .toList();
        try {
            elb.modifyLoadBalancerAttributes(r -> r.loadBalancerArn(arn).attributes(list));
            return Outcome.done();
        } catch (SdkException failure) {
            String text = AwsFailures.text(failure);
            if (AwsFailures.is(failure, "InvalidConfigurationRequest") && text.contains("bucket")) {
                return Outcome.waiting("the access logs' bucket: " + text, SOON);
            }
            throw failure;
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
}
