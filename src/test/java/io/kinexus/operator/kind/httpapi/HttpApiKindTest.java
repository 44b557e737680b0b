package io.kinexus.operator.kind.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.kind.ResourceKindContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;

class HttpApiKindTest extends ResourceKindContract<HttpApiSpec, HttpApiLive> {
    private static final List<String> ORIGINS = List.of("http://localhost:3000");

    @Override
    protected ResourceKind<HttpApiSpec, HttpApiLive> kind() {
        return new HttpApiKind();
    }

    @Override
    protected Declared<HttpApiSpec> wanted() {
        return Declared.of(
                ResourceId.of("test", "http-api", "kinexus"),
                DeclarationId.of("http-api", "kinexus"),
                new HttpApiSpec(
                        "kinexus",
                        Optional.of(new HttpApiSpec.Cors(
                                ORIGINS, List.of("GET", "POST"), List.of("Content-Type"), true, 600))));
    }

    @Override
    protected Declared<HttpApiSpec> changed() {
        return wanted().spec(with(List.of("*"), List.of(), false, 0));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateApiRequest.builder().build(), UpdateApiRequest.builder().build());
    }

    @Test
    void corsIsTakenAwayWhereItIsNotDeclaredAnyMore() {
        create(wanted(), new Attempt("a"));
        Declared<HttpApiSpec> none = wanted().spec(new HttpApiSpec("kinexus", Optional.empty()));
        update(none);
        assertInSync(none);
        update(wanted());
        assertInSync(wanted());
    }

    @Test
    void whatAPersonChangedIsPutBack() {
        create(wanted(), new Attempt("a"));
        String id = present(wanted()).live().apiId();
        look().client(ApiGatewayV2Client.class).updateApi(r -> r.apiId(id)
                .name("renamed")
                .disableExecuteApiEndpoint(true)
                .corsConfiguration(
                        c -> c.exposeHeaders("X-Secret").allowOrigins("*").allowCredentials(false)));
        update(wanted());
        assertInSync(wanted());
    }

    @Test
    void oneOfTheSameNameWithoutTagsIsNotTakenOverNorMadeAgain() {
        look().client(ApiGatewayV2Client.class).createApi(r -> r.name("kinexus").protocolType(ProtocolType.HTTP));
        assertThat(present(wanted()).ours()).isFalse();
    }

    @Test
    void twoThatCarryTheSameTagAreNotGuessedBetween() {
        create(wanted(), new Attempt("a"));
        ApiGatewayV2Client gateway = look().client(ApiGatewayV2Client.class);
        gateway.createApi(r -> r.name("copy")
                .protocolType(ProtocolType.HTTP)
                .tags(gateway.getApis(all -> {}).items().get(0).tags()));
        assertThat(observed(wanted())).isInstanceOf(Observation.Unreadable.class);
    }

    @Test
    void headersKnowNoCase() {
        create(wanted(), new Attempt("a"));
        assertInSync(wanted().spec(with(ORIGINS, List.of("content-type"), true, 600)));
    }

    private static HttpApiSpec with(List<String> origins, List<String> headers, boolean credentials, int maxAge) {
        return new HttpApiSpec(
                "kinexus",
                Optional.of(new HttpApiSpec.Cors(origins, List.of("GET", "POST"), headers, credentials, maxAge)));
    }
}
