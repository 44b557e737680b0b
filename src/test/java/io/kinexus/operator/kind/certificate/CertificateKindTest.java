package io.kinexus.operator.kind.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.support.Balanced;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.RequestCertificateRequest;
import software.amazon.awssdk.services.acm.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;

class CertificateKindTest extends ResourceKindContract<CertificateSpec, CertificateLive> {
    private static final Attempt ONCE = new Attempt("00000000-0000-0000-0000-000000000001");

    @Override
    protected ResourceKind<CertificateSpec, CertificateLive> kind() {
        return new CertificateKind();
    }

    @Override
    protected Declared<CertificateSpec> wanted() {
        return declared("api.example.com");
    }

    @Override
    protected Declared<CertificateSpec> changed() {
        return declared("api.example.com", "www.example.com");
    }

    private static Declared<CertificateSpec> declared(String domain, String... others) {
        return Declared.of(
                ResourceId.of("test", "certificate", "api"),
                DeclarationId.of("certificate", "api"),
                new CertificateSpec(domain, List.of(others)));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(RequestCertificateRequest.builder().build());
    }

    /** A certificate cannot be changed: the next one takes over, and the last one goes a turn later. */
    @Override
    @Test
    protected void updatedIsInSync() {
        create(wanted(), ONCE);
        String first = present(wanted()).live().arn();
        update(changed());
        CertificateLive next = present(changed()).live();
        assertThat(next.arn()).isNotEqualTo(first);
        assertThat(next.superseded()).containsExactly(first);
        update(changed());
        assertInSync(changed());
        assertThat(all()).containsExactly(next.arn());
    }

    @Test
    void whileItWaitsItShowsTheRecordToCreateAndHasNoArnForOthers() {
        Outcome outcome = kind().creator().orElseThrow().create(look(), wanted(), ONCE);
        assertThat(outcome).isInstanceOf(Outcome.Waiting.class);
        ((SandboxDoor) through()).sandbox().advance(Duration.ofSeconds(10));
        CertificateLive live = present(wanted()).live();
        assertThat(present(wanted()).settled()).isFalse();
        assertThat(kind().outputs(live)).doesNotContainKey("arn").containsKeys("validationName", "validationValue");
        assertThat(kind().health(live).level()).isEqualTo(Verdict.Level.UNKNOWN);
        assertThat(kind().health(live).because().get(0)).contains("create CNAME _", ".acm-validations.aws.");
    }

    @Test
    void issuedItHasItsArn() {
        create(wanted(), ONCE);
        CertificateLive live = present(wanted()).live();
        assertThat(kind().outputs(live)).containsEntry("arn", live.arn());
        assertThat(kind().health(live)).isEqualTo(Verdict.healthy());
    }

    @Test
    void theLastOneStaysWhileAListenerUsesIt() {
        Balanced around = Balanced.network(look());
        create(wanted(), ONCE);
        String first = present(wanted()).live().arn();
        around.elb().createListener(r -> r.loadBalancerArn(around.balancer("main"))
                .port(443)
                .protocol("HTTPS")
                .certificates(Certificate.builder().certificateArn(first).build())
                .defaultActions(Balanced.answer("404", "")));
        update(changed());
        assertInSync(changed());
        assertThat(all()).contains(first).hasSize(2);
    }

    @Test
    void aWildcardAndItsDomainAreProvenByOneRecord() {
        Declared<CertificateSpec> both = declared("example.com", "*.example.com");
        create(both, ONCE);
        assertInSync(both);
        assertThat(present(both).live().records())
                .extracting(CertificateLive.Proof::value)
                .hasSize(2)
                .containsOnly(present(both).live().records().get(0).value());
    }

    @Test
    void oneThatLostATagOfOursIsStillThereAndNoLongerOurs() {
        create(wanted(), ONCE);
        Tag tag = Tag.builder().key("kinexus:resource").value("certificate/api").build();
        look().client(AcmClient.class)
                .removeTagsFromCertificate(
                        r -> r.certificateArn(present(wanted()).live().arn()).tags(tag));
        assertThat(present(wanted()).ours()).isFalse();
    }

    @Test
    void whatSomebodyElseHasForTheDomainIsLeftToThem() {
        Balanced.network(look()).certificate("api.example.com");
        assertThat(observed(wanted())).isInstanceOf(Observation.Absent.class);
    }

    @Test
    void oneThatExistsIsReadByItsArn() {
        String arn = Balanced.network(look()).certificate("other.example.com");
        through().settle();
        Declared<CertificateSpec> pointed = declared("other.example.com").existing(arn);
        assertThat(kind().outputs(present(pointed).live())).containsEntry("arn", arn);
    }

    @Test
    void oneWhoseRenewalCannotBeProvenIsUnhealthy() {
        CertificateLive live = new CertificateLive(
                "arn",
                "api.example.com",
                List.of(),
                "ISSUED",
                "",
                List.of(new CertificateLive.Proof("api.example.com", "_a.api.example.com.", "_b.acm-validations.aws.")),
                Optional.empty(),
                Optional.of("PENDING_VALIDATION"),
                true,
                List.of());
        Verdict verdict = kind().health(live);
        assertThat(verdict.level()).isEqualTo(Verdict.Level.UNHEALTHY);
        assertThat(verdict.because().get(0)).contains("CNAME _a.api.example.com. -> _b.acm-validations.aws.");
    }

    private List<String> all() {
        return look().client(AcmClient.class).listCertificates(r -> r.maxItems(100)).certificateSummaryList().stream()
                .map(CertificateSummary::certificateArn)
                .toList();
    }
}
