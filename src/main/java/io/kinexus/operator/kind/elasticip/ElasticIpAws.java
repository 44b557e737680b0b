package io.kinexus.operator.kind.elasticip;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ec2Tags;
import io.kinexus.operator.aws.Ec2Writes;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.aws.Tagged;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * The calls. AllocateAddress has neither a name nor a client token, so that the tag is looked for first.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AllocateAddress.html">AllocateAddress</a>
 */
final class ElasticIpAws {
    private ElasticIpAws() {}

    static Map<ResourceId, Observation<ElasticIpLive>> observe(
            Scope scope, Collection<Declared<ElasticIpSpec>> wanted) {
        return Sweep.whole(
                wanted,
                all -> Tagged.observeNamed(
                        scope,
                        all,
                        "allocation-id",
                        () -> ours(scope),
                        (filter, values) -> matching(scope, filter, values)));
    }

    static Map<ResourceId, Observation<ElasticIpLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return Tagged.surplus(scope, ElasticIps.NAME, declared, () -> ours(scope));
    }

    static Outcome create(Scope scope, Declared<ElasticIpSpec> wanted, Attempt attempt) {
        return Ec2Writes.attempt(() -> {
            if (list(scope, Ec2Tags.only(scope, wanted.id())).isEmpty()) {
                scope.client(Ec2Client.class).allocateAddress(r -> r.domain("vpc")
                        .tagSpecifications(Ec2Tags.specification(scope, wanted, ElasticIps.TYPE)));
            }
            return Outcome.done();
        });
    }

    /** An address that a NAT gateway still holds is released when that one is gone. */
    static Outcome delete(Scope scope, ResourceId id, ElasticIpLive live, Attempt attempt) {
        return Ec2Writes.attempt(() -> {
            try {
                scope.client(Ec2Client.class).releaseAddress(r -> r.allocationId(live.allocationId()));
            } catch (SdkException failure) {
                if (AwsFailures.is(failure, "InvalidIPAddress.InUse")) {
                    return Outcome.retryable(AwsFailures.code(failure), AwsFailures.text(failure));
                }
                if (!AwsFailures.is(failure, "InvalidAllocationID.NotFound")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static List<Tagged<ElasticIpLive>> ours(Scope scope) {
        return Tagged.once(scope, "ec2/elastic-ips", () -> list(scope, List.of(Ec2Tags.environment(scope))).stream()
                .map(address -> read(scope, address))
                .toList());
    }

    private static List<Tagged<ElasticIpLive>> matching(Scope scope, String filter, List<String> values) {
        return list(scope, List.of(Ec2Tags.filter(filter, values))).stream()
                .map(address -> read(scope, address))
                .toList();
    }

    private static List<Address> list(Scope scope, List<Filter> filters) {
        return scope.client(Ec2Client.class)
                .describeAddresses(r -> r.filters(filters))
                .addresses();
    }

    private static Tagged<ElasticIpLive> read(Scope scope, Address address) {
        ElasticIpLive live = new ElasticIpLive(
                address.allocationId(),
                Ec2Tags.arn(scope, ElasticIps.TYPE, address.allocationId()),
                address.publicIp());
        return new Tagged<>(address.allocationId(), live, true, Ec2Tags.map(address.tags()));
    }
}
