package io.kinexus.operator.kind.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.support.Balanced;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;

class ListenerKindTest extends ResourceKindContract<ListenerSpec, ListenerLive> {
    private static final Attempt ONCE = new Attempt("once");
    private static final String MODERN = "ELBSecurityPolicy-TLS13-1-2-2021-06";
    private Optional<Balanced> around = Optional.empty();
    private String balancer = "";
    private String api = "";
    private String www = "";
    private String shop = "";

    @Override
    protected ResourceKind<ListenerSpec, ListenerLive> kind() {
        return new ListenerKind();
    }

    @Override
    protected void given(Scope scope) {
        Balanced all = Balanced.network(scope);
        around = Optional.of(all);
        balancer = all.balancer("main");
        api = all.certificate("api.example.com");
        www = all.certificate("www.example.com");
        shop = all.certificate("shop.example.com");
        through().settle();
    }

    @Override
    protected Declared<ListenerSpec> wanted() {
        return https(MODERN, List.of(api, www), new ListenerSpec.FixedResponse(404));
    }

    @Override
    protected Declared<ListenerSpec> changed() {
        return https("ELBSecurityPolicy-2016-08", List.of(www, shop), new ListenerSpec.Redirect(8443));
    }

    private Declared<ListenerSpec> https(String policy, List<String> certificates, ListenerSpec.DefaultAction action) {
        return declared(new ListenerSpec(balancer, 443, ListenerSpec.HTTPS, Optional.of(policy), certificates, action));
    }

    private static Declared<ListenerSpec> declared(ListenerSpec spec) {
        return Declared.of(
                ResourceId.of("test", "listener", "main-" + spec.port()),
                DeclarationId.of("load-balancer", "main"),
                spec);
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateListenerRequest.builder().build(),
                ModifyListenerRequest.builder().build(),
                AddListenerCertificatesRequest.builder().build());
    }

    @Test
    void furtherCertificatesInAnotherOrderAreTheSame() {
        given(look());
        create(https(MODERN, List.of(api, www, shop), new ListenerSpec.FixedResponse(404)), ONCE);
        assertInSync(https(MODERN, List.of(api, shop, www), new ListenerSpec.FixedResponse(404)));
    }

    @Test
    void aRedirectIsInSyncAlthoughAwsFillsItsParts() {
        given(look());
        Declared<ListenerSpec> http = declared(new ListenerSpec(
                balancer, 80, ListenerSpec.HTTP, Optional.empty(), List.of(), new ListenerSpec.Redirect(443)));
        create(http, ONCE);
        assertInSync(http);
    }

    @Test
    void aCertificateSwappedByHandIsDriftAndHealed() {
        given(look());
        create(wanted(), ONCE);
        around.orElseThrow().elb().modifyListener(r -> r.listenerArn(
                        present(wanted()).live().arn())
                .certificates(Certificate.builder().certificateArn(shop).build()));
        assertThat(drift(wanted())).extracting(FieldChange::path).containsExactly("certificates.default");
        update(wanted());
        assertInSync(wanted());
    }

    @Test
    void anAnswerChangedByHandIsDriftDownToItsBody() {
        given(look());
        create(wanted(), ONCE);
        around.orElseThrow().elb().modifyListener(r -> r.listenerArn(
                        present(wanted()).live().arn())
                .defaultActions(Balanced.answer("404", "gone")));
        assertThat(drift(wanted())).extracting(FieldChange::path).containsExactly("defaultActions");
    }

    @Test
    void itWaitsForACertificateThatIsNotThereYet() {
        given(look());
        Declared<ListenerSpec> early =
                https(MODERN, List.of("${certificate/api.arn}"), new ListenerSpec.FixedResponse(404));
        Outcome outcome = kind().creator().orElseThrow().create(look(), early, ONCE);
        assertThat(outcome).isInstanceOf(Outcome.Waiting.class);
    }

    @Test
    void oneOfAnExistingLoadBalancerIsFoundByItsPort() {
        given(look());
        String arn = around.orElseThrow().listener(balancer, 80);
        Declared<ListenerSpec> pointed = declared(new ListenerSpec(
                        balancer,
                        80,
                        ListenerSpec.HTTP,
                        Optional.empty(),
                        List.of(),
                        new ListenerSpec.FixedResponse(404)))
                .existing(balancer);
        assertThat(kind().outputs(present(pointed).live())).containsEntry("arn", arn);
    }

    private List<FieldChange> drift(Declared<ListenerSpec> one) {
        return ((Diff.Drifted) kind().fields().compare(one.spec(), present(one).live())).changes();
    }
}
