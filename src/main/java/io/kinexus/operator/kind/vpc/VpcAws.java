package io.kinexus.operator.kind.vpc;

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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;

/**
 * The calls. CreateVpc has neither a name nor a client token, so that the tag is looked for first.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html">CreateVpc</a>
 */
final class VpcAws {
    private static final int PAGE = 1000;

    private VpcAws() {}

    static Map<ResourceId, Observation<VpcLive>> observe(Scope scope, Collection<Declared<VpcSpec>> wanted) {
        return Sweep.whole(
                wanted,
                all -> Tagged.observeNamed(
                        scope, all, "vpc-id", () -> ours(scope), (filter, values) -> matching(scope, filter, values)));
    }

    static Map<ResourceId, Observation<VpcLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return Tagged.surplus(scope, Vpcs.NAME, declared, () -> ours(scope));
    }

    static Outcome create(Scope scope, Declared<VpcSpec> wanted, Attempt attempt) {
        return Ec2Writes.attempt(() -> {
            String vpcId = Ec2Writes.made(scope, attempt, () -> foundOrMade(scope, wanted));
            return setDns(scope.client(Ec2Client.class), vpcId, wanted.spec());
        });
    }

    private static String foundOrMade(Scope scope, Declared<VpcSpec> wanted) {
        return list(scope, Ec2Tags.only(scope, wanted.id())).stream()
                .map(Vpc::vpcId)
                .findFirst()
                .orElseGet(() -> scope.client(Ec2Client.class)
                        .createVpc(r -> r.cidrBlock(wanted.spec().cidrBlock().orElseThrow())
                                .tagSpecifications(Ec2Tags.specification(scope, wanted, Vpcs.TYPE)))
                        .vpc()
                        .vpcId());
    }

    static Outcome update(
            Scope scope, Declared<VpcSpec> wanted, VpcLive live, List<FieldChange> changes, Attempt attempt) {
        return Ec2Writes.attempt(() -> setDns(scope.client(Ec2Client.class), live.vpcId(), wanted.spec()));
    }

    static Outcome delete(Scope scope, ResourceId id, VpcLive live, Attempt attempt) {
        return Ec2Writes.attempt(() -> {
            try {
                scope.client(Ec2Client.class).deleteVpc(r -> r.vpcId(live.vpcId()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, "InvalidVpcID.NotFound")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    /** One attribute a call; support comes first, since hostnames need it. */
    private static Outcome setDns(Ec2Client ec2, String vpcId, VpcSpec spec) {
        spec.dnsSupport()
                .ifPresent(on -> ec2.modifyVpcAttribute(r -> r.vpcId(vpcId).enableDnsSupport(v -> v.value(on))));
        spec.dnsHostnames()
                .ifPresent(on -> ec2.modifyVpcAttribute(r -> r.vpcId(vpcId).enableDnsHostnames(v -> v.value(on))));
        return Outcome.done();
    }

    private static List<Tagged<VpcLive>> ours(Scope scope) {
        return Tagged.once(
                scope,
                "ec2/vpcs",
                () -> scope.each(list(scope, List.of(Ec2Tags.environment(scope))), v -> read(scope, v)));
    }

    private static List<Tagged<VpcLive>> matching(Scope scope, String filter, List<String> values) {
        return list(scope, List.of(Ec2Tags.filter(filter, values))).stream()
                .map(vpc -> read(scope, vpc, Optional.empty(), Optional.empty()))
                .toList();
    }

    private static List<Vpc> list(Scope scope, List<Filter> filters) {
        return scope
                .client(Ec2Client.class)
                .describeVpcsPaginator(r -> r.filters(filters).maxResults(PAGE))
                .vpcs()
                .stream()
                .toList();
    }

    private static Tagged<VpcLive> read(Scope scope, Vpc vpc) {
        Ec2Client ec2 = scope.client(Ec2Client.class);
        boolean support = ec2.describeVpcAttribute(
                        r -> r.vpcId(vpc.vpcId()).attribute(VpcAttributeName.ENABLE_DNS_SUPPORT))
                .enableDnsSupport()
                .value();
        boolean hostnames = ec2.describeVpcAttribute(
                        r -> r.vpcId(vpc.vpcId()).attribute(VpcAttributeName.ENABLE_DNS_HOSTNAMES))
                .enableDnsHostnames()
                .value();
        return read(scope, vpc, Optional.of(support), Optional.of(hostnames));
    }

    private static Tagged<VpcLive> read(Scope scope, Vpc vpc, Optional<Boolean> support, Optional<Boolean> hostnames) {
        VpcLive live = new VpcLive(
                vpc.vpcId(), Ec2Tags.arn(scope, Vpcs.TYPE, vpc.vpcId()), vpc.cidrBlock(), support, hostnames);
        return new Tagged<>(vpc.vpcId(), live, "available".equals(vpc.stateAsString()), Ec2Tags.map(vpc.tags()));
    }
}
