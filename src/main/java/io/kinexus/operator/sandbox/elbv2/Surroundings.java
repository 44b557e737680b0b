package io.kinexus.operator.sandbox.elbv2;

import io.kinexus.operator.sandbox.Account;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;

/** What other services know: the zone and VPC of a subnet, security groups, whether a bucket takes logs. */
final class Surroundings {
    private static final int ZONES = 3;
    private final Account account;
    private final Map<String, String> zones = new LinkedHashMap<>();

    Surroundings(Account account) {
        this.account = account;
    }

    AvailabilityZone zoneOf(String subnet) {
        String zone = zones.computeIfAbsent(subnet, id -> account.region() + (char) ('a' + zones.size() % ZONES));
        return AvailabilityZone.builder().zoneName(zone).subnetId(subnet).build();
    }

    String vpcOf(String subnet) {
        return "vpc-" + subnet.substring(subnet.indexOf('-') + 1);
    }

    void requireGroups(List<String> groups) {
        groups.forEach(group -> Faults.required("SecurityGroups", group));
    }

    List<String> defaultGroup(String vpc) {
        return List.of(vpc.replace("vpc-", "sg-"));
    }

    void requireLogsBucket(String bucket, String prefix) {
        Faults.required("access_logs.s3.bucket", bucket);
    }
}
