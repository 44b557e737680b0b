package io.kinexus.operator.kind.listener;

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
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/**
 * The calls. Listeners are listed by load balancer; the certificates of an HTTPS listener beside its default one take a
 * call of their own.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeListeners.html">DescribeListeners</a>
 */
final class ListenerAws {
    private static final int PAGE = 400;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String GONE = "ListenerNotFound";

    /** The listeners of one load balancer. */
    private record Listing(List<Listener> all) {}

    private record Key(String loadBalancerArn) {}

    private ListenerAws() {}

    static Map<ResourceId, Observation<ListenerLive>> observe(Scope scope, Collection<Declared<ListenerSpec>> wanted) {
        return Sweep.oneByOne(scope, wanted, one -> {
            String balancer = one.existing().orElse(one.spec().loadBalancerArn());
            return listing(scope, balancer).all().stream()
                    .filter(live -> live.port() == one.spec().port())
                    .findFirst()
                    .map(live -> read(scope, live, ours(scope, one, live.listenerArn())))
                    .orElseGet(Observation::absent);
        });
    }

    private static boolean ours(Scope scope, Declared<ListenerSpec> one, String arn) {
        return one.existing().isEmpty() && Ownership.ours(scope, one.id(), arn, () -> BalancingTags.of(scope, arn));
    }

    static Map<ResourceId, Observation<ListenerLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<ListenerLive>> surplus = new LinkedHashMap<>();
        Ownership.sweep(scope).of(Listeners.NAME).forEach((id, arns) -> {
            if (!declared.contains(id)) {
                arns.stream()
                        .flatMap(arn -> listing(scope, balancerOf(arn)).all().stream()
                                .filter(live -> live.listenerArn().equals(arn)))
                        .findFirst()
                        .ifPresent(live -> surplus.put(id, read(scope, live, true)));
            }
        });
        return surplus;
    }

    static Outcome create(Scope scope, Declared<ListenerSpec> wanted, Attempt attempt) {
        ListenerSpec spec = wanted.spec();
        if (spec.certificateArns().stream().anyMatch(Listeners::open)) {
            return Outcome.waiting("the certificate of port " + spec.port(), SOON);
        }
        return AwsFailures.attempt(() -> {
            ElasticLoadBalancingV2Client elb = scope.client(ElasticLoadBalancingV2Client.class);
            try {
                String arn = elb.createListener(r -> r.loadBalancerArn(spec.loadBalancerArn())
                                .port(spec.port())
                                .protocol(spec.protocol())
                                .sslPolicy(spec.sslPolicy().orElse(null))
                                .certificates(byDefault(spec))
                                .defaultActions(ActionTextAws.toAws(spec.action()))
                                .tags(tags(Ownership.tags(scope, wanted))))
                        .listeners()
                        .get(0)
                        .listenerArn();
                add(elb, arn, Listeners.additional(spec));
            } catch (SdkException failure) {
                // A retry whose first reply was lost: the port is the identity, and the next look says whose it is.
                if (!AwsFailures.is(failure, "DuplicateListener")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    static Outcome update(
            Scope scope, Declared<ListenerSpec> wanted, ListenerLive live, List<FieldChange> changes, Attempt attempt) {
        ListenerSpec spec = wanted.spec();
        if (spec.certificateArns().stream().anyMatch(Listeners::open)) {
            return Outcome.waiting("the certificate of port " + spec.port(), SOON);
        }
        return AwsFailures.attempt(() -> {
            ElasticLoadBalancingV2Client elb = scope.client(ElasticLoadBalancingV2Client.class);
            Set<String> paths =
                    Set.copyOf(changes.stream().map(FieldChange::path).toList());
            if (!paths.equals(Set.of("certificates.additional"))) {
                elb.modifyListener(modify(spec, live, paths));
            }
            if (paths.contains("certificates.additional")) {
                List<String> extra = Listeners.additional(spec);
                add(elb, live.arn(), minus(extra, live.additionalCertificates()));
                // What has just become the default cannot be removed, and no longer counts as additional.
                remove(elb, live.arn(), minus(live.additionalCertificates(), spec.certificateArns()));
            }
            return Outcome.done();
        });
    }

    private static ModifyListenerRequest modify(ListenerSpec spec, ListenerLive live, Set<String> paths) {
        ModifyListenerRequest.Builder request = ModifyListenerRequest.builder().listenerArn(live.arn());
        boolean protocol = paths.contains("protocol");
        if (protocol) {
            request.protocol(spec.protocol());
        }
        if (paths.contains("defaultActions")) {
            request.defaultActions(ActionTextAws.toAws(spec.action()));
        }
        if (spec.protocol().equals(ListenerSpec.HTTPS)) {
            if (protocol || paths.contains("certificates.default")) {
                request.certificates(byDefault(spec));
            }
            if (protocol || paths.contains("sslPolicy")) {
                spec.sslPolicy().ifPresent(request::sslPolicy);
            }
        }
        if (paths.contains("mutualAuthentication")) {
            request.mutualAuthentication(m -> m.mode("off"));
        }
        return request.build();
    }

    static Outcome delete(Scope scope, ResourceId id, ListenerLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(ElasticLoadBalancingV2Client.class).deleteListener(r -> r.listenerArn(live.arn()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, GONE)) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static Listing listing(Scope scope, String balancer) {
        if (Listeners.open(balancer)) {
            return new Listing(List.of());
        }
        return scope.once(new Key(balancer), Listing.class, () -> {
            try {
                return new Listing(scope
                        .client(ElasticLoadBalancingV2Client.class)
                        .describeListenersPaginator(
                                r -> r.loadBalancerArn(balancer).pageSize(PAGE))
                        .listeners()
                        .stream()
                        .toList());
            } catch (SdkException failure) {
                if (AwsFailures.is(failure, "LoadBalancerNotFound")) {
                    return new Listing(List.of());
                }
                throw failure;
            }
        });
    }

    /** A listener's ARN holds its load balancer's. */
    private static String balancerOf(String arn) {
        return arn.substring(0, arn.lastIndexOf('/')).replace(":listener/", ":loadbalancer/");
    }

    private static Observation<ListenerLive> read(Scope scope, Listener listener, boolean ours) {
        try {
            List<String> certificates = new ArrayList<>(listener.certificates().stream()
                    .map(Certificate::certificateArn)
                    .toList());
            if (listener.hasCertificates() && !certificates.isEmpty()) {
                scope
                        .client(ElasticLoadBalancingV2Client.class)
                        .describeListenerCertificatesPaginator(
                                r -> r.listenerArn(listener.listenerArn()).pageSize(PAGE))
                        .certificates()
                        .stream()
                        .filter(one -> !Boolean.TRUE.equals(one.isDefault()))
                        .map(Certificate::certificateArn)
                        .filter(arn -> !certificates.contains(arn))
                        .forEach(certificates::add);
            }
            return new Observation.Present<>(live(listener, certificates), true, ours);
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, GONE)) {
                return Observation.absent();
            }
            throw failure;
        }
    }

    private static ListenerLive live(Listener listener, List<String> certificates) {
        String mutual = listener.mutualAuthentication() == null
                ? "off"
                : Optional.ofNullable(listener.mutualAuthentication().mode()).orElse("off");
        return new ListenerLive(
                listener.listenerArn(),
                listener.loadBalancerArn(),
                listener.port(),
                listener.protocolAsString(),
                Optional.ofNullable(listener.sslPolicy()),
                List.copyOf(certificates),
                mutual,
                ActionTextAws.of(listener.defaultActions()));
    }

    /** One certificate a call, as AWS wants it. */
    private static void add(ElasticLoadBalancingV2Client elb, String listener, List<String> extra) {
        extra.forEach(
                arn -> elb.addListenerCertificates(r -> r.listenerArn(listener).certificates(certificate(arn))));
    }

    private static void remove(ElasticLoadBalancingV2Client elb, String listener, List<String> gone) {
        gone.forEach(arn ->
                elb.removeListenerCertificates(r -> r.listenerArn(listener).certificates(certificate(arn))));
    }

    private static List<String> minus(List<String> all, List<String> without) {
        return all.stream().filter(one -> !without.contains(one)).toList();
    }

    /** Null for a listener that has none: AWS refuses an empty list. */
    private static @Nullable List<Certificate> byDefault(ListenerSpec spec) {
        return spec.certificateArns().stream()
                .findFirst()
                .map(arn -> List.of(certificate(arn)))
                .orElse(null);
    }

    private static Certificate certificate(String arn) {
        return Certificate.builder().certificateArn(arn).build();
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(e -> Tag.builder().key(e.getKey()).value(e.getValue()).build())
                .toList();
    }
}
