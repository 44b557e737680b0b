package io.kinexus.operator.blueprint.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.kind.certificate.CertificateSpec;
import io.kinexus.operator.kind.dnsrecord.DnsRecordSpec;
import io.kinexus.operator.support.DeclaredSite;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificateBlueprintTest {
    private static final String ARN = "arn:aws:acm:us-east-1:123456789012:certificate/one";
    private final CertificateBlueprint blueprint = new CertificateBlueprint();
    private final Site site = new DeclaredSite("certificate/api");

    private static CertificateDeclaration declared(Optional<String> zone, String domain, String... others) {
        return new CertificateDeclaration(Optional.of(domain), List.of(others), zone, Optional.empty());
    }

    @Test
    void withoutAZoneItIsAloneAndSaysWhatAPersonHasToDo() {
        List<Declared<?>> all = blueprint.expand(declared(Optional.empty(), "api.example.com"), site);
        assertThat(all).hasSize(1);
        assertThat(all.get(0).spec()).isEqualTo(new CertificateSpec("api.example.com", List.of()));
        assertThat(all.get(0).notes().get(0)).contains("CNAME");
    }

    @Test
    void withAZoneItsRecordIsMadeFromWhatTheCertificateTells() {
        List<Declared<?>> all = blueprint.expand(declared(Optional.of("example.com"), "api.example.com"), site);
        assertThat(all)
                .extracting(one -> one.id().local())
                .containsExactly("certificate/api", "dns-record/api-validation");
        assertThat(all.get(1).spec())
                .isEqualTo(DnsRecordSpec.cname(
                        "example.com",
                        "${certificate/api.validationName}",
                        Duration.ofMinutes(5),
                        "${certificate/api.validationValue}"));
    }

    @Test
    void aWildcardNeedsNoRecordOfItsOwnAndAnotherNameDoes() {
        List<Declared<?>> all = blueprint.expand(
                declared(Optional.of("Z0123456789ABC"), "example.com", "*.example.com", "example.org"), site);
        assertThat(all).hasSize(3);
        assertThat(all.get(2).id().local()).matches("dns-record/api-validation-[0-9a-f]{6}");
    }

    @Test
    void oneThatExistsIsPointedAt() {
        CertificateDeclaration there =
                new CertificateDeclaration(Optional.empty(), List.of(), Optional.empty(), Optional.of(ARN));
        assertThat(blueprint.check(there, site)).isEmpty();
        assertThat(blueprint.expand(there, site)).hasSize(1).first().satisfies(one -> assertThat(one.existing())
                .contains(ARN));
    }

    @Test
    void everyMistakeIsSaid() {
        assertThat(blueprint.check(
                        new CertificateDeclaration(Optional.empty(), List.of(), Optional.empty(), Optional.empty()),
                        site))
                .extracting(Flaw::path)
                .containsExactly("spec.domain");
        assertThat(blueprint.check(
                        new CertificateDeclaration(
                                Optional.empty(), List.of("a.example.com"), Optional.of("Z1"), Optional.of(ARN)),
                        site))
                .extracting(Flaw::path)
                .containsExactly("spec.zone", "spec.alternativeNames");
        assertThat(blueprint.check(
                        declared(Optional.of("example.com."), "api.example.com", "*.example.com", "myexample.com"),
                        site))
                .extracting(Flaw::path)
                .containsExactly("spec.alternativeNames[1]");
    }
}
