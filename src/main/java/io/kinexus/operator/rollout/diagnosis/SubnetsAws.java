package io.kinexus.operator.rollout.diagnosis;

import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.rollout.diagnosis.ReachExam.Way;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * What stands between subnets: another network, or a network ACL that denies the port to everybody.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html">Network ACLs</a>
 */
final class SubnetsAws {
    private static final String EVERYBODY = "0.0.0.0/0";
    private static final String ALL = "-1";
    private static final String TCP = "6";

    private SubnetsAws() {}

    /** Empty where nothing does. */
    static Optional<String> wall(Scope scope, Way way) {
        if (way.subnets().isEmpty() || way.target().isEmpty()) {
            return Optional.empty();
        }
        Set<String> here = networks(scope, way.subnets());
        Set<String> there = networks(scope, way.target());
        if (!here.containsAll(there)) {
            return Optional.of("it stands in " + there + ", and the service in " + here);
        }
        return acls(scope, way.target()).stream()
                .filter(acl -> denies(acl, way.port()))
                .findFirst()
                .map(acl -> "the network ACL " + acl.networkAclId() + " of its subnets denies the port to everybody");
    }

    private static Set<String> networks(Scope scope, Collection<String> subnets) {
        return scope
                .client(Ec2Client.class)
                .describeSubnets(r -> r.filters(filter("subnet-id", subnets)))
                .subnets()
                .stream()
                .map(Subnet::vpcId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<NetworkAcl> acls(Scope scope, Collection<String> subnets) {
        return scope.client(Ec2Client.class)
                .describeNetworkAcls(r -> r.filters(filter("association.subnet-id", subnets)))
                .networkAcls();
    }

    private static Filter filter(String name, Collection<String> values) {
        return Filter.builder()
                .name(name)
                .values(new ArrayList<>(new TreeSet<>(values)))
                .build();
    }

    /** The first entry by number that is about the port decides; those about some addresses alone are left aside. */
    static boolean denies(NetworkAcl acl, int port) {
        return acl.entries().stream()
                .filter(entry -> Boolean.FALSE.equals(entry.egress()) && EVERYBODY.equals(entry.cidrBlock()))
                .filter(entry -> covers(entry, port))
                .min(Comparator.comparing(NetworkAclEntry::ruleNumber))
                .filter(entry -> entry.ruleAction() == RuleAction.DENY)
                .isPresent();
    }

    private static boolean covers(NetworkAclEntry entry, int port) {
        if (ALL.equals(entry.protocol())) {
            return true;
        }
        return TCP.equals(entry.protocol())
                && Optional.ofNullable(entry.portRange())
                        .filter(range -> range.from() <= port && port <= range.to())
                        .isPresent();
    }
}
