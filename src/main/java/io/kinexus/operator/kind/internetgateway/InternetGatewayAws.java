package io.kinexus.operator.kind.internetgateway;

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
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;

/**
 * The calls. CreateInternetGateway has neither a name nor a client token, so that the tag is looked for first; attaching is
 * a call of its own, and what is not attached shows as a difference.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachInternetGateway.html">AttachInternetGateway</a>
 */
final class InternetGatewayAws {
    private static final int PAGE = 1000;
    private static final Set<String> ATTACHED = Set.of("available", "attached", "attaching");
    private static final Set<String> MOVING = Set.of("attaching", "detaching");

    private InternetGatewayAws() {}

    static Map<ResourceId, Observation<InternetGatewayLive>> observe(
            Scope scope, Collection<Declared<InternetGatewaySpec>> wanted) {
        return Sweep.whole(
                wanted,
                all -> Tagged.observeNamed(
                        scope,
                        all,
                        "internet-gateway-id",
                        () -> ours(scope),
                        (filter, values) -> matching(scope, filter, values)));
    }

    static Map<ResourceId, Observation<InternetGatewayLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return Tagged.surplus(scope, InternetGateways.NAME, declared, () -> ours(scope));
    }

    static Outcome create(Scope scope, Declared<InternetGatewaySpec> wanted, Attempt attempt) {
        return Ec2Writes.attempt(() -> {
            String id = Ec2Writes.made(scope, attempt, () -> foundOrMade(scope, wanted));
            try {
                scope.client(Ec2Client.class).attachInternetGateway(r -> r.internetGatewayId(id)
                        .vpcId(wanted.spec().vpcId()));
            } catch (SdkException failure) {
                // It was found attached; if not to this VPC, the next look shows that as a difference.
                if (!AwsFailures.is(failure, "Resource.AlreadyAssociated")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static String foundOrMade(Scope scope, Declared<InternetGatewaySpec> wanted) {
        return list(scope, Ec2Tags.only(scope, wanted.id())).stream()
                .map(InternetGateway::internetGatewayId)
                .findFirst()
                .orElseGet(() -> scope.client(Ec2Client.class)
                        .createInternetGateway(
                                r -> r.tagSpecifications(Ec2Tags.specification(scope, wanted, InternetGateways.TYPE)))
                        .internetGateway()
                        .internetGatewayId());
    }

    static Outcome update(
            Scope scope,
            Declared<InternetGatewaySpec> wanted,
            InternetGatewayLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return Ec2Writes.attempt(() -> attach(scope, live, wanted.spec().vpcId()));
    }

    static Outcome delete(Scope scope, ResourceId id, InternetGatewayLive live, Attempt attempt) {
        return Ec2Writes.attempt(() -> {
            try {
                detach(scope, live);
                scope.client(Ec2Client.class).deleteInternetGateway(r -> r.internetGatewayId(live.gatewayId()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, "InvalidInternetGatewayID.NotFound")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static Outcome attach(Scope scope, InternetGatewayLive live, String vpcId) {
        if (live.vpcId().filter(vpcId::equals).isEmpty()) {
            detach(scope, live);
            scope.client(Ec2Client.class).attachInternetGateway(r -> r.internetGatewayId(live.gatewayId())
                    .vpcId(vpcId));
        }
        return Outcome.done();
    }

    private static void detach(Scope scope, InternetGatewayLive live) {
        live.vpcId().ifPresent(vpcId -> {
            try {
                scope.client(Ec2Client.class).detachInternetGateway(r -> r.internetGatewayId(live.gatewayId())
                        .vpcId(vpcId));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, "Gateway.NotAttached", "InvalidVpcID.NotFound")) {
                    throw failure;
                }
            }
        });
    }

    private static List<Tagged<InternetGatewayLive>> ours(Scope scope) {
        return Tagged.once(
                scope, "ec2/internet-gateways", () -> list(scope, List.of(Ec2Tags.environment(scope))).stream()
                        .map(gateway -> read(scope, gateway))
                        .toList());
    }

    private static List<Tagged<InternetGatewayLive>> matching(Scope scope, String filter, List<String> values) {
        return list(scope, List.of(Ec2Tags.filter(filter, values))).stream()
                .map(gateway -> read(scope, gateway))
                .toList();
    }

    private static List<InternetGateway> list(Scope scope, List<Filter> filters) {
        return scope
                .client(Ec2Client.class)
                .describeInternetGatewaysPaginator(r -> r.filters(filters).maxResults(PAGE))
                .internetGateways()
                .stream()
                .toList();
    }

    private static Tagged<InternetGatewayLive> read(Scope scope, InternetGateway gateway) {
        Optional<String> vpcId = gateway.attachments().stream()
                .filter(attachment -> ATTACHED.contains(attachment.stateAsString()))
                .map(InternetGatewayAttachment::vpcId)
                .findFirst();
        boolean moving = gateway.attachments().stream().anyMatch(a -> MOVING.contains(a.stateAsString()));
        InternetGatewayLive live = new InternetGatewayLive(
                gateway.internetGatewayId(),
                Ec2Tags.arn(scope, InternetGateways.TYPE, gateway.internetGatewayId()),
                vpcId);
        return new Tagged<>(gateway.internetGatewayId(), live, !moving, Ec2Tags.map(gateway.tags()));
    }
}
