package io.kinexus.operator.kind.dnsrecord;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

class DnsRecordKindTest extends ResourceKindContract<DnsRecordSpec, DnsRecordLive> {
    private static final Attempt ONCE = new Attempt("once");
    private static final String NAME = "_abc.api.example.com.";
    private String zoneId = "";

    @Override
    protected ResourceKind<DnsRecordSpec, DnsRecordLive> kind() {
        return new DnsRecordKind();
    }

    @Override
    protected void given(Scope scope) {
        zoneId = scope.client(Route53Client.class)
                .createHostedZone(r -> r.name("example.com").callerReference("one"))
                .hostedZone()
                .id()
                .replace("/hostedzone/", "");
    }

    @Override
    protected Declared<DnsRecordSpec> wanted() {
        return declared(DnsRecordSpec.cname("example.com", NAME, Duration.ofMinutes(5), "_x.acm-validations.aws."));
    }

    @Override
    protected Declared<DnsRecordSpec> changed() {
        return declared(DnsRecordSpec.cname("example.com", NAME, Duration.ofMinutes(1), "_y.acm-validations.aws"));
    }

    private static Declared<DnsRecordSpec> declared(DnsRecordSpec spec) {
        return Declared.of(
                ResourceId.of("test", "dns-record", "api-validation"), DeclarationId.of("certificate", "api"), spec);
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                ChangeResourceRecordSetsRequest.builder().build(),
                ResourceRecordSet.builder().build());
    }

    @Test
    void theZoneMayBeGivenByItsId() {
        given(look());
        create(wanted(), ONCE);
        assertInSync(declared(DnsRecordSpec.cname(zoneId, NAME, Duration.ofMinutes(5), "_X.acm-validations.aws")));
    }

    @Test
    void anAliasIsInSyncWithAndWithoutDualstack() {
        given(look());
        Declared<DnsRecordSpec> alias = declared(new DnsRecordSpec(
                "example.com",
                "api.example.com",
                "A",
                Optional.empty(),
                List.of(),
                Optional.of(
                        new DnsRecordSpec.Alias("dualstack.main-1.us-east-1.elb.amazonaws.com", "Z35SXDOTRQ7X7K"))));
        create(alias, ONCE);
        assertInSync(alias);
    }

    @Test
    void aValueChangedByHandIsDriftAndHealed() {
        given(look());
        create(wanted(), ONCE);
        byHand("_mine.example.net.");
        Diff diff = kind().fields().compare(wanted().spec(), present(wanted()).live());
        assertThat(((Diff.Drifted) diff).changes())
                .extracting(FieldChange::path)
                .containsExactly("resourceRecords");
        update(wanted());
        assertInSync(wanted());
    }

    @Test
    void whatSomebodyElseMadeJustSoIsFineAndAnythingElseOfTheirsIsRefused() {
        given(look());
        byHand("_x.acm-validations.aws.");
        assertThat(present(wanted()).ours()).isTrue();
        assertThat(present(changed()).ours()).isFalse();
        assertThat(kind().surplus(look(), Set.of())).isEmpty();
    }

    @Test
    void aZoneThatIsNotThereIsSaidSo() {
        given(look());
        Declared<DnsRecordSpec> elsewhere =
                declared(DnsRecordSpec.cname("example.org", "a.example.org", Duration.ofMinutes(5), "b.example.org"));
        assertThat(observed(elsewhere)).isInstanceOf(Observation.Absent.class);
        Outcome outcome = kind().creator().orElseThrow().create(look(), elsewhere, ONCE);
        assertThat(((Outcome.Terminal) outcome).failure().message()).contains("example.org");
    }

    @Test
    void beforeTheCertificateTellsItsRecordItIsAbsent() {
        given(look());
        Declared<DnsRecordSpec> early = declared(DnsRecordSpec.cname(
                "example.com",
                "${certificate/api.validationName}",
                Duration.ofMinutes(5),
                "${certificate/api.validationValue}"));
        assertThat(observed(early)).isInstanceOf(Observation.Absent.class);
    }

    private void byHand(String value) {
        ResourceRecordSet set = ResourceRecordSet.builder()
                .name(NAME)
                .type("CNAME")
                .ttl(300L)
                .resourceRecords(ResourceRecord.builder().value(value).build())
                .build();
        Change change = Change.builder().action("UPSERT").resourceRecordSet(set).build();
        look().client(Route53Client.class)
                .changeResourceRecordSets(r -> r.hostedZoneId(zoneId).changeBatch(b -> b.changes(change)));
    }
}
