package io.kinexus.operator.kind.httpintegration;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.HttpApiSweep;
import io.kinexus.operator.aws.Paging;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.aws.Tagged;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;

/**
 * The calls. Listed by API. An integration has neither name, tags nor token: its description is looked for before one is made.
 *
 * @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html">Integrations</a>
 */
final class HttpIntegrationAws {
    private static final KindName API = new KindName("http-api");
    private static final String GONE = "NotFoundException";

    private HttpIntegrationAws() {}

    static Map<ResourceId, Observation<HttpIntegrationLive>> observe(
            Scope scope, Collection<Declared<HttpIntegrationSpec>> wanted) {
        return Sweep.oneByOne(scope, wanted, one -> {
            List<HttpIntegrationLive> listed = listed(scope, one.spec().apiId());
            String mark = HttpIntegrations.mark(one.id());
            return listed.stream()
                    .filter(live -> live.description().equals(mark))
                    .findFirst()
                    .map(Observation::present)
                    .orElseGet(() -> unmarked(listed, one.spec().integrationUri()));
        });
    }

    /** One that leads to the same function and says nothing: ours once, or somebody's. It is not taken over. */
    private static Observation<HttpIntegrationLive> unmarked(List<HttpIntegrationLive> listed, String uri) {
        return listed.stream()
                .filter(live ->
                        live.description().isEmpty() && live.integrationUri().equals(uri))
                .findFirst()
                .<Observation<HttpIntegrationLive>>map(live -> new Observation.Present<>(live, true, false))
                .orElseGet(Observation::absent);
    }

    static Map<ResourceId, Observation<HttpIntegrationLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<HttpIntegrationLive>> surplus = new LinkedHashMap<>();
        for (String apiId : HttpApiSweep.ours(scope, API).keySet()) {
            for (HttpIntegrationLive live : listed(scope, apiId)) {
                HttpIntegrations.marked(scope.environment(), live.description())
                        .filter(id -> !declared.contains(id))
                        .ifPresent(id -> surplus.put(id, Observation.present(live)));
            }
        }
        return surplus;
    }

    static Outcome create(Scope scope, Declared<HttpIntegrationSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            HttpIntegrationSpec spec = wanted.spec();
            String mark = HttpIntegrations.mark(wanted.id());
            boolean there = read(scope, spec.apiId()).stream()
                    .anyMatch(live -> live.description().equals(mark));
            if (!there) {
                scope.client(ApiGatewayV2Client.class).createIntegration(r -> r.apiId(spec.apiId())
                        .integrationType(IntegrationType.AWS_PROXY)
                        .integrationUri(spec.integrationUri())
                        .integrationMethod(HttpIntegrations.METHOD)
                        .payloadFormatVersion(HttpIntegrations.FORM)
                        .timeoutInMillis(HttpIntegrations.TIMEOUT_MILLIS)
                        .description(mark));
            }
            return Outcome.done();
        });
    }

    static Outcome update(
            Scope scope,
            Declared<HttpIntegrationSpec> wanted,
            HttpIntegrationLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return AwsFailures.attempt(() -> {
            scope.client(ApiGatewayV2Client.class).updateIntegration(r -> r.apiId(live.apiId())
                    .integrationId(live.integrationId())
                    .integrationUri(wanted.spec().integrationUri())
                    .integrationMethod(HttpIntegrations.METHOD)
                    .payloadFormatVersion(HttpIntegrations.FORM)
                    .timeoutInMillis(HttpIntegrations.TIMEOUT_MILLIS));
            return Outcome.done();
        });
    }

    /** AWS refuses for as long as a route leads to it, with a conflict that passes when the route is gone. */
    static Outcome delete(Scope scope, ResourceId id, HttpIntegrationLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(ApiGatewayV2Client.class)
                        .deleteIntegration(r -> r.apiId(live.apiId()).integrationId(live.integrationId()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, GONE)) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    /** Nothing in an API that is not there yet. */
    private static List<HttpIntegrationLive> listed(Scope scope, String apiId) {
        return apiId.contains("$")
                ? List.of()
                : Tagged.once(scope, "http-integrations:" + apiId, () -> read(scope, apiId));
    }

    private static List<HttpIntegrationLive> read(Scope scope, String apiId) {
        ApiGatewayV2Client gateway = scope.client(ApiGatewayV2Client.class);
        try {
            return Paging.all(token -> {
                        GetIntegrationsResponse page =
                                gateway.getIntegrations(r -> r.apiId(apiId).nextToken(token.orElse(null)));
                        return new Paging.Page<>(page.items(), Optional.ofNullable(page.nextToken()));
                    })
                    .stream()
                    .map(one -> live(apiId, one))
                    .toList();
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, GONE)) {
                return List.of();
            }
            throw failure;
        }
    }

    private static HttpIntegrationLive live(String apiId, Integration one) {
        return new HttpIntegrationLive(
                apiId,
                one.integrationId(),
                Optional.ofNullable(one.integrationUri()).orElse(""),
                Optional.ofNullable(one.integrationMethod()).orElse(""),
                Optional.ofNullable(one.payloadFormatVersion()).orElse(""),
                Optional.ofNullable(one.timeoutInMillis()).orElse(HttpIntegrations.TIMEOUT_MILLIS),
                Optional.ofNullable(one.description()).orElse(""));
    }
}
