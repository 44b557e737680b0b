package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.support.Operated;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Who can come in from the world to what an environment has made: read from the account, not from what was asked for. */
final class Exposure {
    private static final Set<String> WORLD = Set.of("0.0.0.0/0", "::/0");

    private Exposure() {}

    static void onlyTheLoadBalancerIsOpen(Operated operated) {
        Set<String> listeners = listeners(operated);
        Map<String, SecurityGroup> groups = groups(operated);
        Set<String> open = new TreeSet<>();
        Set<String> wayOut = new TreeSet<>();
        for (SecurityGroupRule rule : operated.client(Ec2Client.class)
                .describeSecurityGroupRules(r -> {})
                .securityGroupRules()) {
            SecurityGroup group = groups.get(rule.groupId());
            if (group != null && fromAnywhere(rule)) {
                (rule.isEgress() ? wayOut : open)
                        .add(rule.isEgress() ? group.groupName() : rule.groupId() + ":" + rule.fromPort());
                assertThat(rule.isEgress() || rule.fromPort().equals(rule.toPort()))
                        .isTrue();
            }
        }
        assertThat(open)
                .as("what the world may reach: the load balancers' listeners, and nothing else")
                .isEqualTo(listeners);
        assertThat(wayOut)
                .as("data has no way out of its network")
                .noneMatch(name -> name.endsWith("-database")
                        || name.endsWith("-cache")
                        || name.endsWith("-endpoints")
                        || name.endsWith("-proxy"));
        assertThat(operated.client(RdsClient.class).describeDBInstances().dbInstances())
                .noneMatch(one -> Boolean.TRUE.equals(one.publiclyAccessible()));
        noBucketIsPublic(operated);
    }

    private static boolean fromAnywhere(SecurityGroupRule rule) {
        return WORLD.contains(String.valueOf(rule.cidrIpv4())) || WORLD.contains(String.valueOf(rule.cidrIpv6()));
    }

    private static Set<String> listeners(Operated operated) {
        ElasticLoadBalancingV2Client elb = operated.client(ElasticLoadBalancingV2Client.class);
        Set<String> listeners = new TreeSet<>();
        for (LoadBalancer balancer : elb.describeLoadBalancers().loadBalancers()) {
            elb.describeListeners(r -> r.loadBalancerArn(balancer.loadBalancerArn()))
                    .listeners()
                    .forEach(one -> listeners.add(balancer.securityGroups().get(0) + ":" + one.port()));
        }
        return listeners;
    }

    /** Those that the operator made: AWS's own default group of a VPC lets in its members alone. */
    private static Map<String, SecurityGroup> groups(Operated operated) {
        return new HashMap<>(operated.client(Ec2Client.class).describeSecurityGroups().securityGroups().stream()
                .filter(group -> !group.groupName().equals("default"))
                .collect(Collectors.toMap(SecurityGroup::groupId, group -> group)));
    }

    private static void noBucketIsPublic(Operated operated) {
        S3Client s3 = operated.client(S3Client.class);
        s3.listBuckets(r -> r.bucketRegion("us-east-1")).buckets().forEach(bucket -> {
            var block = s3.getPublicAccessBlock(r -> r.bucket(bucket.name())).publicAccessBlockConfiguration();
            assertThat(block.blockPublicAcls() && block.blockPublicPolicy()).isTrue();
            assertThat(block.ignorePublicAcls() && block.restrictPublicBuckets())
                    .isTrue();
        });
    }
}
