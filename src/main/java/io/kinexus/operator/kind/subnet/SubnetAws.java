package io.kinexus.operator.kind.subnet;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ec2Tags;
import io.kinexus.operator.aws.Ec2Writes;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.aws.Tagged;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * The calls. CreateSubnet has neither a name nor a client token, so that the tag is looked for first.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html">CreateSubnet</a>
 */
final class SubnetAws {
    private static final int PAGE = 1000;

    private SubnetAws() {}

    static Map<ResourceId, Observation<SubnetLive>> observe(Scope scope, Collection<Declared<SubnetSpec>> wanted) {
        return Sweep.whole(
                wanted,
                all -> inTheirVpc(
                        all,
                        Tagged.observeNamed(
                                scope,
                                all,
                                "subnet-id",
                                () -> ours(scope),
                                (filter, values) -> matching(scope, filter, values))));
    }

    static Map<ResourceId, Observation<SubnetLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return Tagged.surplus(scope, Subnets.NAME, declared, () -> ours(scope));
    }

    static Outcome create(Scope scope, Declared<SubnetSpec> wanted, Attempt attempt) {
        return Ec2Writes.attempt(() -> {
            String subnetId = Ec2Writes.made(scope, attempt, () -> foundOrMade(scope, wanted));
            return setPublic(scope.client(Ec2Client.class), subnetId, wanted.spec());
        });
    }

    private static String foundOrMade(Scope scope, Declared<SubnetSpec> wanted) {
        return list(scope, Ec2Tags.only(scope, wanted.id())).stream()
                .map(Subnet::subnetId)
                .findFirst()
                .orElseGet(() -> scope.client(Ec2Client.class)
                        .createSubnet(request(scope, wanted))
                        .subnet()
                        .subnetId());
    }

    private static CreateSubnetRequest request(Scope scope, Declared<SubnetSpec> wanted) {
        return CreateSubnetRequest.builder()
                .vpcId(wanted.spec().vpcId())
                .cidrBlock(wanted.spec().cidrBlock().orElseThrow())
                .availabilityZone(wanted.spec().availabilityZone().orElseThrow())
                .tagSpecifications(Ec2Tags.specification(scope, wanted, Subnets.TYPE))
                .build();
    }

    static Outcome update(
            Scope scope, Declared<SubnetSpec> wanted, SubnetLive live, List<FieldChange> changes, Attempt attempt) {
        return Ec2Writes.attempt(() -> setPublic(scope.client(Ec2Client.class), live.subnetId(), wanted.spec()));
    }

    static Outcome delete(Scope scope, ResourceId id, SubnetLive live, Attempt attempt) {
        return Ec2Writes.attempt(() -> {
            try {
                scope.client(Ec2Client.class).deleteSubnet(r -> r.subnetId(live.subnetId()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, "InvalidSubnetID.NotFound")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static Outcome setPublic(Ec2Client ec2, String subnetId, SubnetSpec spec) {
        spec.mapPublicIpOnLaunch()
                .ifPresent(on ->
                        ec2.modifySubnetAttribute(r -> r.subnetId(subnetId).mapPublicIpOnLaunch(v -> v.value(on))));
        return Outcome.done();
    }

    /** A subnet that is pointed at must be in the network's VPC: with another's, nothing that is planned would work. */
    private static Map<ResourceId, Observation<SubnetLive>> inTheirVpc(
            List<Declared<SubnetSpec>> wanted, Map<ResourceId, Observation<SubnetLive>> seen) {
        Map<ResourceId, Observation<SubnetLive>> checked = new LinkedHashMap<>(seen);
        for (Declared<SubnetSpec> one : wanted) {
            String vpc = one.spec().vpcId();
            checked.computeIfPresent(one.id(), (id, found) -> found.seen()
                    .filter(live -> one.existing().isPresent() && !live.vpcId().equals(vpc))
                    .map(live -> Observation.<SubnetLive>unreadable(
                            live.subnetId() + " is in " + live.vpcId() + ", not in " + vpc))
                    .orElse(found));
        }
        return checked;
    }

    private static List<Tagged<SubnetLive>> ours(Scope scope) {
        return Tagged.once(scope, "ec2/subnets", () -> read(scope, list(scope, List.of(Ec2Tags.environment(scope)))));
    }

    private static List<Tagged<SubnetLive>> matching(Scope scope, String filter, List<String> values) {
        List<Tagged<SubnetLive>> found = new ArrayList<>();
        Ec2Tags.batches(values)
                .forEach(batch -> found.addAll(read(scope, list(scope, List.of(Ec2Tags.filter(filter, batch))))));
        return found;
    }

    private static List<Subnet> list(Scope scope, List<Filter> filters) {
        return scope
                .client(Ec2Client.class)
                .describeSubnetsPaginator(r -> r.filters(filters).maxResults(PAGE))
                .subnets()
                .stream()
                .toList();
    }

    private static List<Tagged<SubnetLive>> read(Scope scope, List<Subnet> subnets) {
        return subnets.stream().map(subnet -> read(scope, subnet)).toList();
    }

    private static Tagged<SubnetLive> read(Scope scope, Subnet subnet) {
        SubnetLive live = new SubnetLive(
                subnet.subnetId(),
                Ec2Tags.arn(scope, Subnets.TYPE, subnet.subnetId()),
                subnet.vpcId(),
                subnet.cidrBlock(),
                subnet.availabilityZone(),
                Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch()),
                subnet.availableIpAddressCount());
        return new Tagged<>(
                subnet.subnetId(), live, "available".equals(subnet.stateAsString()), Ec2Tags.map(subnet.tags()));
    }
}
