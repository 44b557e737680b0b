package io.kinexus.operator.kind.natgateway;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ec2Tags;
import io.kinexus.operator.aws.Ec2Writes;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.aws.Tagged;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;

/**
 * The calls. A deleted gateway stays listed for about an hour, and is not there for us; one that is being deleted counts
 * only while no other carries its id.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html">CreateNatGateway</a>
 */
final class NatGatewayAws {
    private static final int PAGE = 1000;
    private static final String DELETING = "deleting";
    private static final Filter NOT_DELETED =
            Ec2Tags.filter("state", List.of("pending", "available", "failed", DELETING));
    private static final Set<String> AT_REST = Set.of("available", "failed");
    private static final Duration SOON = Duration.ofSeconds(30);

    private NatGatewayAws() {}

    static Map<ResourceId, Observation<NatGatewayLive>> observe(
            Scope scope, Collection<Declared<NatGatewaySpec>> wanted) {
        return Sweep.whole(
                wanted,
                all -> Tagged.observeNamed(
                        scope,
                        all,
                        "nat-gateway-id",
                        () -> ours(scope),
                        (filter, values) -> matching(scope, filter, values)));
    }

    /** What is on its way out needs no second word. */
    static Map<ResourceId, Observation<NatGatewayLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return Tagged.surplus(scope, NatGateways.NAME, declared, () -> ours(scope).stream()
                .filter(one -> !leaving(one))
                .toList());
    }

    static Outcome create(Scope scope, Declared<NatGatewaySpec> wanted, Attempt attempt) {
        return Ec2Writes.attempt(() -> {
            List<Filter> filters = List.of(
                    Ec2Tags.environment(scope),
                    Ec2Tags.filter(
                            "tag:" + Ownership.RESOURCE, List.of(wanted.id().local())),
                    NOT_DELETED);
            boolean there = list(scope, filters).stream()
                    .anyMatch(gateway -> !gateway.stateAsString().equals(DELETING));
            return there ? Outcome.done() : create(scope, request(scope, wanted, attempt));
        });
    }

    private static Outcome create(Scope scope, CreateNatGatewayRequest request) {
        try {
            scope.client(Ec2Client.class).createNatGateway(request);
            return Outcome.done();
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "Resource.AlreadyAssociated")) {
                return Outcome.waiting("the gateway before it to let go of " + request.allocationId(), SOON);
            }
            throw failure;
        }
    }

    private static CreateNatGatewayRequest request(Scope scope, Declared<NatGatewaySpec> wanted, Attempt attempt) {
        return CreateNatGatewayRequest.builder()
                .subnetId(wanted.spec().subnetId())
                .allocationId(wanted.spec().allocationId())
                .connectivityType("public")
                .clientToken(attempt.token())
                .tagSpecifications(Ec2Tags.specification(scope, wanted, NatGateways.TYPE))
                .build();
    }

    static Outcome delete(Scope scope, ResourceId id, NatGatewayLive live, Attempt attempt) {
        return Ec2Writes.attempt(() -> {
            try {
                scope.client(Ec2Client.class).deleteNatGateway(r -> r.natGatewayId(live.gatewayId()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, "NatGatewayNotFound", "InvalidNatGatewayID.NotFound")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static List<Tagged<NatGatewayLive>> ours(Scope scope) {
        return Tagged.once(scope, "ec2/nat-gateways", () -> {
            List<Tagged<NatGatewayLive>> all = list(scope, List.of(Ec2Tags.environment(scope), NOT_DELETED)).stream()
                    .map(gateway -> read(scope, gateway))
                    .toList();
            return all.stream()
                    .filter(one -> !leaving(one) || all.stream().noneMatch(other -> succeeds(other, one)))
                    .toList();
        });
    }

    private static boolean leaving(Tagged<NatGatewayLive> one) {
        return one.live().state().equals(DELETING);
    }

    private static boolean succeeds(Tagged<NatGatewayLive> other, Tagged<NatGatewayLive> one) {
        return !leaving(other)
                && Objects.equals(
                        other.tags().get(Ownership.RESOURCE), one.tags().get(Ownership.RESOURCE));
    }

    private static List<Tagged<NatGatewayLive>> matching(Scope scope, String filter, List<String> values) {
        return list(scope, List.of(Ec2Tags.filter(filter, values), NOT_DELETED)).stream()
                .map(gateway -> read(scope, gateway))
                .toList();
    }

    private static List<NatGateway> list(Scope scope, List<Filter> filters) {
        return scope
                .client(Ec2Client.class)
                .describeNatGatewaysPaginator(r -> r.filter(filters).maxResults(PAGE))
                .natGateways()
                .stream()
                .toList();
    }

    private static Tagged<NatGatewayLive> read(Scope scope, NatGateway gateway) {
        Optional<String> allocationId = gateway.natGatewayAddresses().stream()
                .filter(address -> !Boolean.FALSE.equals(address.isPrimary()))
                .map(NatGatewayAddress::allocationId)
                .filter(Objects::nonNull)
                .findFirst();
        NatGatewayLive live = new NatGatewayLive(
                gateway.natGatewayId(),
                Ec2Tags.arn(scope, NatGateways.TYPE, gateway.natGatewayId()),
                gateway.subnetId(),
                allocationId,
                gateway.stateAsString(),
                Objects.requireNonNullElse(gateway.failureMessage(), ""));
        return new Tagged<>(gateway.natGatewayId(), live, AT_REST.contains(live.state()), Ec2Tags.map(gateway.tags()));
    }
}
