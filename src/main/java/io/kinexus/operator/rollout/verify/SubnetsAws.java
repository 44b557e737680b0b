package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.core.resource.Scope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * Subnets and the addresses that are left in them.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSubnets.html">DescribeSubnets</a>
 */
final class SubnetsAws {
    private SubnetsAws() {}

    /** @param free addresses that nobody uses */
    record Found(String vpcId, int free) {}

    private record Subnets(Map<String, Found> byId) {}

    private record Key(Set<String> ids) {}

    /** By id, described once a sweep; those that do not exist are left out. */
    static Map<String, Found> find(Scope scope, Set<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return scope.once(new Key(new TreeSet<>(ids)), Subnets.class, () -> read(scope, List.copyOf(ids)))
                .byId();
    }

    /** Where they lie; mostly one VPC. */
    static Set<String> networks(Scope scope, Set<String> ids) {
        return find(scope, ids).values().stream().map(Found::vpcId).collect(Collectors.toSet());
    }

    private static Subnets read(Scope scope, List<String> ids) {
        Map<String, Found> found = new TreeMap<>();
        scope.client(Ec2Client.class)
                .describeSubnets(r ->
                        r.filters(Filter.builder().name("subnet-id").values(ids).build()))
                .subnets()
                .forEach(one -> found.put(
                        one.subnetId(),
                        new Found(
                                one.vpcId(),
                                one.availableIpAddressCount() == null ? 0 : one.availableIpAddressCount())));
        return new Subnets(found);
    }
}
