package io.kinexus.operator.sandbox.elbv2;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetIpAddressTypeRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetIpAddressTypeResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping;

/**
 * Application Load Balancers: provisioning for about two minutes (a guess from experience), then active.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html">CreateLoadBalancer</a>
 */
final class LoadBalancerCalls {
    private static final Duration PROVISIONING = Duration.ofMinutes(2);
    private static final String NAME = "(?!-)(?!internal-)[A-Za-z0-9-]{1,32}(?<!-)";
    /** The hosted zone of load balancers in us-east-1; each region has its own. */
    private static final String HOSTED_ZONE = "Z35SXDOTRQ7X7K";

    private final Balancing all;
    private final Surroundings around;

    LoadBalancerCalls(Balancing all, Surroundings around) {
        this.all = all;
        this.around = around;
    }

    void install(Handlers handlers) {
        handlers.on(CreateLoadBalancerRequest.class, this::create);
        handlers.failsLater(
                CreateLoadBalancerRequest.class, CreateLoadBalancerResponse.class, (asked, answer) -> fail(answer));
        handlers.on(DescribeLoadBalancersRequest.class, this::describe);
        handlers.on(DeleteLoadBalancerRequest.class, this::delete);
        handlers.on(SetSubnetsRequest.class, this::setSubnets);
        handlers.on(SetSecurityGroupsRequest.class, this::setSecurityGroups);
        handlers.on(SetIpAddressTypeRequest.class, this::setIpAddressType);
    }

    private CreateLoadBalancerResponse create(CreateLoadBalancerRequest request) {
        check(request);
        Optional<LoadBalancer> same = all.balancers.values().stream()
                .filter(one -> one.loadBalancerName().equals(request.name()))
                .findFirst();
        if (same.isPresent() && !sameSettings(request, same.get())) {
            throw AwsFault.badRequest(
                    "DuplicateLoadBalancerName",
                    "A load balancer with the same name '" + request.name() + "' exists, but with different settings");
        }
        LoadBalancer made = same.orElseGet(() -> make(request));
        return CreateLoadBalancerResponse.builder().loadBalancers(made).build();
    }

    private static void check(CreateLoadBalancerRequest request) {
        if (!Faults.required("Name", request.name()).matches(NAME)) {
            throw Faults.invalid("The load balancer name '" + request.name() + "' must have 1 to 32 letters, digits and"
                    + " hyphens, must not begin or end with a hyphen, and must not begin with internal-");
        }
        if (request.type() != null && request.type() != LoadBalancerTypeEnum.APPLICATION) {
            throw Faults.misfit("the sandbox knows load balancers of type application only");
        }
        if (request.scheme() != null) {
            Faults.known("Scheme", request.scheme());
        }
    }

    private LoadBalancer make(CreateLoadBalancerRequest request) {
        List<String> subnets = subnets(request.subnets(), request.subnetMappings());
        List<AvailabilityZone> zones = around.zonesOf(subnets);
        around.requireGroups(request.securityGroups(), around.vpcOf(subnets.get(0)));
        String hex = all.hex();
        String arn = all.arn("loadbalancer/app/" + request.name() + "/" + hex);
        LoadBalancerSchemeEnum scheme =
                Optional.ofNullable(request.scheme()).orElse(LoadBalancerSchemeEnum.INTERNET_FACING);
        String prefix = scheme == LoadBalancerSchemeEnum.INTERNAL ? "internal-" : "";
        String vpc = around.vpcOf(subnets.get(0));
        LoadBalancer made = LoadBalancer.builder()
                .loadBalancerArn(arn)
                .loadBalancerName(request.name())
                .dnsName(prefix + request.name() + "-" + Math.abs((long) hex.hashCode()) + "." + all.account.region()
                        + ".elb.amazonaws.com")
                .canonicalHostedZoneId(HOSTED_ZONE)
                .createdTime(all.account.now())
                .scheme(scheme)
                .type(LoadBalancerTypeEnum.APPLICATION)
                .vpcId(vpc)
                .state(s -> s.code(LoadBalancerStateEnum.PROVISIONING))
                .availabilityZones(zones)
                .securityGroups(
                        request.securityGroups().isEmpty() ? around.defaultGroup(vpc) : request.securityGroups())
                .ipAddressType(Optional.ofNullable(request.ipAddressType()).orElse(IpAddressType.IPV4))
                .build();
        all.balancers.put(arn, made);
        around.settle(made);
        all.attributes.put(arn, Attributes.ofLoadBalancer());
        all.tag(arn, request.tags());
        all.account.clock().after(PROVISIONING, () -> activate(arn));
        return made;
    }

    private void activate(String arn) {
        all.balancers.computeIfPresent(
                arn,
                (key, one) -> one.state().code() == LoadBalancerStateEnum.PROVISIONING
                        ? one.toBuilder()
                                .state(s -> s.code(LoadBalancerStateEnum.ACTIVE))
                                .build()
                        : one);
    }

    private void fail(CreateLoadBalancerResponse answer) {
        answer.loadBalancers()
                .forEach(made -> all.balancers.computeIfPresent(made.loadBalancerArn(), (key, one) -> one.toBuilder()
                        .state(s -> s.code(LoadBalancerStateEnum.FAILED).reason("Internal error"))
                        .build()));
    }

    private boolean sameSettings(CreateLoadBalancerRequest request, LoadBalancer live) {
        Set<String> subnets = new HashSet<>(subnets(request.subnets(), request.subnetMappings()));
        Set<String> has = new HashSet<>();
        live.availabilityZones().forEach(zone -> has.add(zone.subnetId()));
        return subnets.equals(has)
                && (request.securityGroups().isEmpty()
                        || Set.copyOf(request.securityGroups()).equals(Set.copyOf(live.securityGroups())))
                && Optional.ofNullable(request.scheme()).orElse(LoadBalancerSchemeEnum.INTERNET_FACING) == live.scheme()
                && all.tags(live.loadBalancerArn()).equals(Balancing.plain(request.tags()));
    }

    private List<String> subnets(List<String> ids, List<SubnetMapping> mappings) {
        return ids.isEmpty() ? mappings.stream().map(SubnetMapping::subnetId).toList() : ids;
    }

    private DescribeLoadBalancersResponse describe(DescribeLoadBalancersRequest request) {
        List<LoadBalancer> named = Stream.concat(
                        request.loadBalancerArns().stream().map(all::balancer),
                        request.names().stream().map(this::byName))
                .toList();
        boolean chosen = request.hasLoadBalancerArns() || request.hasNames();
        Pages.Page<LoadBalancer> page =
                Balancing.page(chosen ? named : all.balancers.values(), request.pageSize(), request.marker());
        return DescribeLoadBalancersResponse.builder()
                .loadBalancers(page.items())
                .nextMarker(page.next())
                .build();
    }

    private LoadBalancer byName(String name) {
        return all.balancers.values().stream()
                .filter(one -> one.loadBalancerName().equals(name))
                .findFirst()
                .orElseThrow(() -> Faults.noLoadBalancer(name));
    }

    /** Succeeds when there is no such load balancer; takes its listeners and rules with it. */
    private DeleteLoadBalancerResponse delete(DeleteLoadBalancerRequest request) {
        String arn = Faults.required("LoadBalancerArn", request.loadBalancerArn());
        if (all.balancers.containsKey(arn)) {
            if ("true".equals(all.attributesOf(arn).get(Attributes.DELETION_PROTECTION))) {
                throw AwsFault.badRequest(
                        "OperationNotPermitted",
                        "Load balancer '" + arn + "' cannot be deleted because deletion protection is enabled");
            }
            all.listenersOf(arn).forEach(listener -> all.removeListener(listener.listenerArn()));
            all.balancers.remove(arn);
            around.leave(arn);
            all.forget(arn);
        }
        return DeleteLoadBalancerResponse.builder().build();
    }

    private SetSubnetsResponse setSubnets(SetSubnetsRequest request) {
        LoadBalancer live = all.balancer(request.loadBalancerArn());
        List<AvailabilityZone> zones = around.zonesOf(subnets(request.subnets(), request.subnetMappings()));
        LoadBalancer.Builder next = live.toBuilder().availabilityZones(zones);
        if (request.ipAddressType() != null) {
            next.ipAddressType(request.ipAddressType());
        }
        LoadBalancer now = next.build();
        all.balancers.put(live.loadBalancerArn(), now);
        around.settle(now);
        return SetSubnetsResponse.builder()
                .availabilityZones(zones)
                .ipAddressType(now.ipAddressType())
                .build();
    }

    private SetSecurityGroupsResponse setSecurityGroups(SetSecurityGroupsRequest request) {
        LoadBalancer live = all.balancer(request.loadBalancerArn());
        Faults.some("SecurityGroups", request.securityGroups());
        around.requireGroups(request.securityGroups(), live.vpcId());
        LoadBalancer now =
                live.toBuilder().securityGroups(request.securityGroups()).build();
        all.balancers.put(live.loadBalancerArn(), now);
        around.settle(now);
        return SetSecurityGroupsResponse.builder()
                .securityGroupIds(request.securityGroups())
                .build();
    }

    private SetIpAddressTypeResponse setIpAddressType(SetIpAddressTypeRequest request) {
        LoadBalancer live = all.balancer(request.loadBalancerArn());
        Faults.known("IpAddressType", request.ipAddressType());
        all.balancers.put(
                live.loadBalancerArn(),
                live.toBuilder().ipAddressType(request.ipAddressType()).build());
        return SetIpAddressTypeResponse.builder()
                .ipAddressType(request.ipAddressType())
                .build();
    }
}
