package io.kinexus.operator.sandbox.acm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.Balanced;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.RenewalEligibility;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** In these sandboxes nobody validates by hand unless the script says so. */
class AcmSandboxTest {
    private final SandboxDoor door = new SandboxDoor(script(Optional.empty()));
    private final AcmClient acm = door.scope().client(AcmClient.class);

    private static SandboxScript script(Optional<Duration> validateAfter) {
        SandboxScript plain = SandboxScript.plain();
        return new SandboxScript(
                plain.start(),
                plain.seed(),
                List.of(),
                List.of(),
                validateAfter,
                plain.loadPerSecond(),
                Map.of(),
                false,
                Map.of(),
                List.of(),
                false);
    }

    @Test
    void itIsIssuedOnceItsRecordIsInItsZone() {
        String arn = request("api.example.com", "one");
        door.sandbox().advance(Duration.ofHours(1));
        assertThat(described(arn).status()).isEqualTo(CertificateStatus.PENDING_VALIDATION);
        record(arn);
        door.sandbox().advance(Duration.ofMinutes(1));
        CertificateDetail issued = described(arn);
        assertThat(issued.status()).isEqualTo(CertificateStatus.ISSUED);
        assertThat(issued.notAfter()).isAfter(issued.issuedAt());
    }

    @Test
    void itIsIssuedWhenTheScriptSaysSo() {
        SandboxDoor soon = new SandboxDoor(script(Optional.of(Duration.ofMinutes(5))));
        AcmClient there = soon.scope().client(AcmClient.class);
        String arn = there.requestCertificate(
                        r -> r.domainName("api.example.com").validationMethod("DNS"))
                .certificateArn();
        soon.sandbox().advance(Duration.ofSeconds(299));
        assertThat(there.describeCertificate(r -> r.certificateArn(arn))
                        .certificate()
                        .status())
                .isEqualTo(CertificateStatus.PENDING_VALIDATION);
        soon.sandbox().advance(Duration.ofSeconds(1));
        assertThat(there.describeCertificate(r -> r.certificateArn(arn))
                        .certificate()
                        .status())
                .isEqualTo(CertificateStatus.ISSUED);
    }

    @Test
    void afterThreeDaysItIsGivenUp() {
        String arn = request("api.example.com", "one");
        door.sandbox().advance(Duration.ofHours(73));
        assertThat(described(arn).status()).isEqualTo(CertificateStatus.VALIDATION_TIMED_OUT);
    }

    @Test
    void oneTokenIsOneCertificateWithinAnHour() {
        String first = request("api.example.com", "one");
        assertThat(request("api.example.com", "one")).isEqualTo(first);
        assertThat(request("api.example.com", "two")).isNotEqualTo(first);
        door.sandbox().advance(Duration.ofMinutes(61));
        assertThat(request("api.example.com", "one")).isNotEqualTo(first);
    }

    @Test
    void itsRecordIsToldALittleLater() {
        String arn = request("api.example.com", "one");
        assertThat(described(arn).domainValidationOptions().get(0).resourceRecord())
                .isNull();
        door.sandbox().advance(Duration.ofSeconds(5));
        assertThat(described(arn)
                        .domainValidationOptions()
                        .get(0)
                        .resourceRecord()
                        .name())
                .endsWith(".api.example.com.");
    }

    @Test
    void oneThatAListenerUsesStaysAndIsRenewed() {
        Balanced around = Balanced.network(door.scope());
        String arn = request("api.example.com", "one");
        door.sandbox().advance(Duration.ofSeconds(5));
        record(arn);
        door.sandbox().advance(Duration.ofMinutes(1));
        around.elb().createListener(r -> r.loadBalancerArn(around.balancer("main"))
                .port(443)
                .protocol("HTTPS")
                .certificates(Certificate.builder().certificateArn(arn).build())
                .defaultActions(Balanced.answer("404", "")));
        CertificateDetail used = described(arn);
        assertThat(used.inUseBy()).hasSize(1);
        assertThat(used.renewalEligibility()).isEqualTo(RenewalEligibility.ELIGIBLE);
        refused("ResourceInUseException", () -> acm.deleteCertificate(r -> r.certificateArn(arn)));
        door.sandbox().advance(Duration.ofDays(340));
        assertThat(described(arn).notAfter()).isAfter(used.notAfter());
    }

    @Test
    void whatAwsRefuses() {
        refused("ValidationException", () -> request("not a domain", "one"));
        refused("ResourceNotFoundException", () -> described("arn:aws:acm:us-east-1:123456789012:certificate/none"));
        refused("ValidationException", () -> described("none"));
    }

    private void record(String arn) {
        software.amazon.awssdk.services.acm.model.ResourceRecord asked =
                described(arn).domainValidationOptions().get(0).resourceRecord();
        Route53Client dns = door.scope().client(Route53Client.class);
        String zone = dns.createHostedZone(r -> r.name("example.com").callerReference("one"))
                .hostedZone()
                .id();
        Change change = Change.builder()
                .action("CREATE")
                .resourceRecordSet(ResourceRecordSet.builder()
                        .name(asked.name())
                        .type("CNAME")
                        .ttl(300L)
                        .resourceRecords(
                                ResourceRecord.builder().value(asked.value()).build())
                        .build())
                .build();
        dns.changeResourceRecordSets(r -> r.hostedZoneId(zone).changeBatch(b -> b.changes(change)));
    }

    private String request(String domain, String token) {
        return acm.requestCertificate(
                        r -> r.domainName(domain).validationMethod("DNS").idempotencyToken(token))
                .certificateArn();
    }

    private CertificateDetail described(String arn) {
        return acm.describeCertificate(r -> r.certificateArn(arn)).certificate();
    }

    private static void refused(String code, ThrowingCallable call) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal).as(code).isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    }
}
