package io.kinexus.operator.kind.httpapi;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.HttpApiSweep;
import io.kinexus.operator.aws.Ownership;
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
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;

/**
 * The calls. An API's name is free and CreateApi has no token, so that our tags are looked for first.
 *
 * @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html">APIs</a>
 */
final class HttpApiAws {
    private static final String GONE = "NotFoundException";

    private HttpApiAws() {}

    static Map<ResourceId, Observation<HttpApiLive>> observe(Scope scope, Collection<Declared<HttpApiSpec>> wanted) {
        return Sweep.whole(wanted, all -> {
            List<Tagged<HttpApiLive>> listed = tagged(scope, HttpApiSweep.list(scope));
            Map<ResourceId, Observation<HttpApiLive>> seen =
                    Tagged.observe(all, "api-id", () -> listed, (f, v) -> List.of());
            for (Declared<HttpApiSpec> one : all) {
                if (seen.get(one.id()) instanceof Observation.Absent) {
                    untagged(one.spec().name(), listed).ifPresent(live -> seen.put(one.id(), live));
                }
            }
            return seen;
        });
    }

    /** One of the same name that nobody's tags are on: ours once, or somebody's. It is not taken over, nor made again. */
    private static Optional<Observation<HttpApiLive>> untagged(String name, List<Tagged<HttpApiLive>> listed) {
        return listed.stream()
                .filter(api -> api.live().name().equals(name)
                        && !api.tags().containsKey(Ownership.ENVIRONMENT)
                        && !api.tags().containsKey(Ownership.RESOURCE))
                .findFirst()
                .map(api -> new Observation.Present<>(api.live(), true, false));
    }

    static Map<ResourceId, Observation<HttpApiLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return Tagged.surplus(scope, HttpApis.NAME, declared, () -> tagged(scope, HttpApiSweep.list(scope)));
    }

    static Outcome create(Scope scope, Declared<HttpApiSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            boolean there = HttpApiSweep.read(scope).stream().anyMatch(api -> Ownership.ours(wanted.id(), api.tags()));
            if (!there) {
                HttpApiSpec spec = wanted.spec();
                scope.client(ApiGatewayV2Client.class).createApi(r -> r.name(spec.name())
                        .protocolType(ProtocolType.HTTP)
                        .corsConfiguration(spec.cors().map(HttpApiAws::cors).orElse(null))
                        .tags(Ownership.tags(scope, wanted)));
            }
            return Outcome.done();
        });
    }

    static Outcome update(
            Scope scope, Declared<HttpApiSpec> wanted, HttpApiLive live, List<FieldChange> changes, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            ApiGatewayV2Client gateway = scope.client(ApiGatewayV2Client.class);
            Optional<HttpApiSpec.Cors> cors = wanted.spec().cors();
            boolean pages = changes.stream().anyMatch(change -> change.path().startsWith("corsConfiguration"));
            if (pages && cors.filter(one -> !HttpApis.loses(one, live.cors())).isEmpty()) {
                gateway.deleteCorsConfiguration(r -> r.apiId(live.apiId()));
            }
            boolean others = changes.stream().anyMatch(change -> !change.path().startsWith("corsConfiguration"));
            if (others || cors.isPresent()) {
                UpdateApiRequest.Builder request = UpdateApiRequest.builder().apiId(live.apiId());
                if (others) {
                    request.name(wanted.spec().name()).disableExecuteApiEndpoint(false);
                }
                if (pages) {
                    cors.ifPresent(one -> request.corsConfiguration(cors(one)));
                }
                gateway.updateApi(request.build());
            }
            return Outcome.done();
        });
    }

    /** With everything in it. */
    static Outcome delete(Scope scope, ResourceId id, HttpApiLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(ApiGatewayV2Client.class).deleteApi(r -> r.apiId(live.apiId()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, GONE)) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static Cors cors(HttpApiSpec.Cors wanted) {
        Cors.Builder cors = Cors.builder()
                .allowOrigins(wanted.origins())
                .allowMethods(wanted.methods())
                .allowCredentials(wanted.credentials());
        if (!wanted.headers().isEmpty()) {
            cors.allowHeaders(wanted.headers());
        }
        if (wanted.maxAge() > 0) {
            cors.maxAge(wanted.maxAge());
        }
        return cors.build();
    }

    private static List<Tagged<HttpApiLive>> tagged(Scope scope, List<Api> apis) {
        return apis.stream()
                .filter(api -> api.protocolType() == ProtocolType.HTTP)
                .map(api -> new Tagged<>(api.apiId(), live(scope, api), true, api.tags()))
                .toList();
    }

    private static HttpApiLive live(Scope scope, Api api) {
        Cors cors = Optional.ofNullable(api.corsConfiguration())
                .orElseGet(() -> Cors.builder().build());
        return new HttpApiLive(
                api.apiId(),
                "arn:aws:apigateway:" + scope.region() + "::/apis/" + api.apiId(),
                "arn:aws:execute-api:" + scope.region() + ":" + scope.account() + ":" + api.apiId(),
                api.apiEndpoint(),
                api.name(),
                new HttpApiLive.Cors(
                        cors.allowOrigins(),
                        cors.allowMethods(),
                        cors.allowHeaders(),
                        cors.exposeHeaders(),
                        Boolean.TRUE.equals(cors.allowCredentials()),
                        Optional.ofNullable(cors.maxAge()).orElse(0)),
                Boolean.TRUE.equals(api.disableExecuteApiEndpoint()));
    }
}
