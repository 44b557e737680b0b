package io.kinexus.operator.kind.vpcendpoint;

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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * The calls. DeleteVpcEndpoints answers failures in a list, not as an error.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html">CreateVpcEndpoint</a>
 */
final class VpcEndpointAws {
    private static final int PAGE = 1000;
    private static final String NOT_FOUND = "InvalidVpcEndpointId.NotFound";
    private static final Set<String> MOVING = Set.of("pending", "deleting", "pendingacceptance");

    private VpcEndpointAws() {}

    static Map<ResourceId, Observation<VpcEndpointLive>> observe(
            Scope scope, Collection<Declared<VpcEndpointSpec>> wanted) {
        return Sweep.whole(
                wanted,
                all -> Tagged.observeNamed(
                        scope,
                        all,
                        "vpc-endpoint-id",
                        () -> ours(scope),
                        (filter, values) -> matching(scope, filter, values)));
    }

    static Map<ResourceId, Observation<VpcEndpointLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return Tagged.surplus(scope, VpcEndpoints.NAME, declared, () -> ours(scope).stream()
                .filter(one -> !one.live().state().equals("deleting"))
                .toList());
    }

    static Outcome create(Scope scope, Declared<VpcEndpointSpec> wanted, Attempt attempt) {
        return Ec2Writes.attempt(() -> {
            if (list(scope, Ec2Tags.only(scope, wanted.id())).isEmpty()) {
                scope.client(Ec2Client.class).createVpcEndpoint(request(scope, wanted, attempt));
            }
            return Outcome.done();
        });
    }

    private static CreateVpcEndpointRequest request(Scope scope, Declared<VpcEndpointSpec> wanted, Attempt attempt) {
        VpcEndpointSpec spec = wanted.spec();
        CreateVpcEndpointRequest.Builder request = CreateVpcEndpointRequest.builder()
                .vpcId(spec.vpcId())
                .serviceName(spec.serviceName())
                .vpcEndpointType(spec.type().word())
                .clientToken(attempt.token())
                .tagSpecifications(Ec2Tags.specification(scope, wanted, VpcEndpoints.TYPE));
        return spec.type() == VpcEndpointSpec.Type.GATEWAY
                ? request.routeTableIds(spec.routeTableIds()).build()
                : request.subnetIds(spec.subnetIds())
                        .securityGroupIds(spec.securityGroupIds())
                        .privateDnsEnabled(spec.privateDns())
                        .build();
    }

    static Outcome update(
            Scope scope,
            Declared<VpcEndpointSpec> wanted,
            VpcEndpointLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        VpcEndpointSpec spec = wanted.spec();
        return Ec2Writes.attempt(() -> {
            scope.client(Ec2Client.class).modifyVpcEndpoint(r -> {
                r.vpcEndpointId(live.endpointId())
                        .addRouteTableIds(without(spec.routeTableIds(), live.routeTableIds()))
                        .removeRouteTableIds(without(live.routeTableIds(), spec.routeTableIds()))
                        .addSubnetIds(without(spec.subnetIds(), live.subnetIds()))
                        .removeSubnetIds(without(live.subnetIds(), spec.subnetIds()))
                        .addSecurityGroupIds(without(spec.securityGroupIds(), live.securityGroupIds()))
                        .removeSecurityGroupIds(without(live.securityGroupIds(), spec.securityGroupIds()));
                VpcEndpoints.privateDns(spec)
                        .filter(on -> on != live.privateDns())
                        .ifPresent(r::privateDnsEnabled);
            });
            return Outcome.done();
        });
    }

    static Outcome delete(Scope scope, ResourceId id, VpcEndpointLive live, Attempt attempt) {
        return Ec2Writes.attempt(() -> {
            try {
                return scope
                        .client(Ec2Client.class)
                        .deleteVpcEndpoints(r -> r.vpcEndpointIds(live.endpointId()))
                        .unsuccessful()
                        .stream()
                        .filter(item -> !NOT_FOUND.equals(item.error().code()))
                        .findFirst()
                        .map(VpcEndpointAws::refused)
                        .orElseGet(Outcome::done);
            } catch (SdkException failure) {
                if (AwsFailures.is(failure, NOT_FOUND)) {
                    return Outcome.done();
                }
                throw failure;
            }
        });
    }

    private static Outcome refused(UnsuccessfulItem item) {
        return Outcome.retryable(item.error().code(), item.error().message());
    }

    private static List<String> without(List<String> these, List<String> those) {
        return these.stream().filter(id -> !those.contains(id)).toList();
    }

    private static List<Tagged<VpcEndpointLive>> ours(Scope scope) {
        return Tagged.once(scope, "ec2/vpc-endpoints", () -> list(scope, List.of(Ec2Tags.environment(scope))).stream()
                .map(endpoint -> read(scope, endpoint))
                .toList());
    }

    private static List<Tagged<VpcEndpointLive>> matching(Scope scope, String filter, List<String> values) {
        return list(scope, List.of(Ec2Tags.filter(filter, values))).stream()
                .map(endpoint -> read(scope, endpoint))
                .toList();
    }

    private static List<VpcEndpoint> list(Scope scope, List<Filter> filters) {
        return scope
                .client(Ec2Client.class)
                .describeVpcEndpointsPaginator(r -> r.filters(filters).maxResults(PAGE))
                .vpcEndpoints()
                .stream()
                .filter(endpoint -> !endpoint.stateAsString().equalsIgnoreCase("deleted"))
                .toList();
    }

    /** AWS writes states with a capital or without, by the type of the endpoint. */
    private static Tagged<VpcEndpointLive> read(Scope scope, VpcEndpoint endpoint) {
        String state = endpoint.stateAsString().toLowerCase(Locale.ROOT);
        VpcEndpointLive live = new VpcEndpointLive(
                endpoint.vpcEndpointId(),
                Ec2Tags.arn(scope, VpcEndpoints.TYPE, endpoint.vpcEndpointId()),
                endpoint.vpcId(),
                endpoint.serviceName(),
                endpoint.vpcEndpointTypeAsString(),
                endpoint.routeTableIds(),
                endpoint.subnetIds(),
                endpoint.groups().stream().map(SecurityGroupIdentifier::groupId).toList(),
                Boolean.TRUE.equals(endpoint.privateDnsEnabled()),
                state);
        return new Tagged<>(endpoint.vpcEndpointId(), live, !MOVING.contains(state), Ec2Tags.map(endpoint.tags()));
    }
}
