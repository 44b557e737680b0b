package io.kinexus.operator.sandbox.elbv2;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.ec2.Ec2Sandbox;
import io.kinexus.operator.sandbox.s3.S3Sandbox;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

/** What other services know: the zone and VPC of a subnet, security groups, and the interfaces of a load balancer there. */
final class Surroundings {
    /** How long the interfaces of a deleted load balancer stay (a guess; they hold its security groups back). */
    private static final Duration LINGERING = Duration.ofSeconds(30);

    private static final String DELIVERY = "logdelivery.elasticloadbalancing.amazonaws.com";
    /** ELB's account in us-east-1. */
    private static final String OLD_ACCOUNT = "127311923021";

    private final Account account;
    private final Map<String, List<String>> interfaces = new LinkedHashMap<>();

    Surroundings(Account account) {
        this.account = account;
    }

    /** One a subnet, all of one VPC, at least two zones, no zone twice. */
    List<AvailabilityZone> zonesOf(List<String> ids) {
        List<Subnet> subnets = ids.stream().map(this::subnet).toList();
        Set<String> names = new HashSet<>();
        Set<String> vpcs = new HashSet<>();
        subnets.forEach(subnet -> {
            names.add(subnet.availabilityZone());
            vpcs.add(subnet.vpcId());
        });
        if (subnets.size() < 2) {
            throw Faults.invalid("At least two subnets in two different Availability Zones must be specified");
        }
        if (names.size() < subnets.size()) {
            throw Faults.misfit("A load balancer cannot be attached to multiple subnets in the same Availability Zone");
        }
        if (vpcs.size() > 1) {
            throw AwsFault.badRequest("InvalidSubnet", "All subnets of a load balancer must belong to one VPC");
        }
        return subnets.stream()
                .map(subnet -> AvailabilityZone.builder()
                        .zoneName(subnet.availabilityZone())
                        .subnetId(subnet.subnetId())
                        .loadBalancerAddresses(List.of())
                        .build())
                .toList();
    }

    String vpcOf(String subnet) {
        return subnet(subnet).vpcId();
    }

    private Subnet subnet(String id) {
        return ec2().subnet(id)
                .orElseThrow(() -> AwsFault.badRequest("SubnetNotFound", "The subnet ID '" + id + "' does not exist"));
    }

    void requireVpc(String vpc) {
        if (!ec2().hasVpc(vpc)) {
            throw Faults.invalid("The VPC ID '" + vpc + "' is not found");
        }
    }

    void requireGroups(List<String> groups, String vpc) {
        for (String id : groups) {
            boolean there = ec2().securityGroup(id)
                    .filter(group -> group.vpcId().equals(vpc))
                    .isPresent();
            if (!there) {
                throw AwsFault.badRequest(
                        "InvalidSecurityGroup", "The security group '" + id + "' does not exist in VPC " + vpc);
            }
        }
    }

    List<String> defaultGroup(String vpc) {
        return ec2().defaultGroup(vpc).stream().toList();
    }

    /** One interface in each subnet, with the load balancer's groups; those it had before go. */
    void settle(LoadBalancer balancer) {
        interfaces.getOrDefault(balancer.loadBalancerArn(), List.of()).forEach(ec2()::detach);
        String name = "ELB "
                + balancer.loadBalancerArn()
                        .substring(balancer.loadBalancerArn().indexOf('/') + 1);
        interfaces.put(
                balancer.loadBalancerArn(),
                balancer.availabilityZones().stream()
                        .map(zone -> ec2().attach(zone.subnetId(), balancer.securityGroups(), "interface", name)
                                .id())
                        .toList());
    }

    void leave(String balancer) {
        List<String> held = interfaces.getOrDefault(balancer, List.of());
        interfaces.remove(balancer);
        account.clock().after(LINGERING, () -> held.forEach(ec2()::detach));
    }

    /**
     * The bucket must be there, and its policy must let the log delivery in: by its service, or by ELB's own account in
     * older regions. Which resources the policy names is not looked at.
     *
     * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html">Access
     *     logs</a>
     */
    void requireLogsBucket(String bucket, String prefix) {
        Faults.required("access_logs.s3.bucket", bucket);
        if (prefix.startsWith("/") || prefix.endsWith("/")) {
            throw Faults.misfit("The prefix '" + prefix + "' must not begin or end with a slash");
        }
        S3Sandbox s3 = account.service(S3Sandbox.class);
        String lies =
                s3.regionOf(bucket).orElseThrow(() -> Faults.misfit("The bucket '" + bucket + "' does not exist"));
        if (!lies.equals(account.region())) {
            throw Faults.misfit(
                    "The S3 bucket '" + bucket + "' must be located in the same region as the load balancer");
        }
        boolean allowed = s3.policy(bucket)
                .filter(policy -> policy.contains("s3:PutObject") || policy.contains("s3:*"))
                .filter(policy -> policy.contains(DELIVERY) || policy.contains(OLD_ACCOUNT))
                .isPresent();
        if (!allowed) {
            throw Faults.misfit("Access Denied for bucket: " + bucket + ". Please check S3bucket permission");
        }
    }

    private Ec2Sandbox ec2() {
        return account.service(Ec2Sandbox.class);
    }
}
