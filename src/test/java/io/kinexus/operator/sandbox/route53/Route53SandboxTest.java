package io.kinexus.operator.sandbox.route53;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

class Route53SandboxTest {
    private final SandboxDoor door = new SandboxDoor();
    private final Route53Client dns = door.scope().client(Route53Client.class);
    private final String zone = dns.createHostedZone(r -> r.name("example.com").callerReference("one"))
            .hostedZone()
            .id();

    @Test
    void aZoneHasItsServersAndIsListedByName() {
        assertThat(dns.listResourceRecordSets(r -> r.hostedZoneId(zone)).resourceRecordSets())
                .extracting(ResourceRecordSet::typeAsString)
                .containsExactly("NS", "SOA");
        assertThat(dns.listHostedZonesByName(r -> r.dnsName("example.com")).hostedZones())
                .extracting(one -> one.name())
                .containsExactly("example.com.");
        refused(
                "HostedZoneAlreadyExists",
                () -> dns.createHostedZone(r -> r.name("x.org").callerReference("one")));
    }

    @Test
    void whatIsThereCannotBeCreatedAgainButReplaced() {
        change("CREATE", set("a.example.com", "CNAME", "b.example.com"));
        refused("InvalidChangeBatch", () -> change("CREATE", set("a.example.com", "CNAME", "c.example.com")));
        change("UPSERT", set("A.example.com.", "CNAME", "c.example.com"));
        assertThat(dns.listResourceRecordSets(r -> r.hostedZoneId(zone).startRecordName("a.example.com"))
                        .resourceRecordSets()
                        .get(0)
                        .resourceRecords()
                        .get(0)
                        .value())
                .isEqualTo("c.example.com");
    }

    @Test
    void onlyWhatIsThereExactlyIsDeleted() {
        change("CREATE", set("a.example.com", "CNAME", "b.example.com"));
        refused("InvalidChangeBatch", () -> change("DELETE", set("a.example.com", "CNAME", "c.example.com")));
        refused("InvalidChangeBatch", () -> change("DELETE", set("none.example.com", "CNAME", "c.example.com")));
        refused("HostedZoneNotEmpty", () -> dns.deleteHostedZone(r -> r.id(zone)));
        change("DELETE", set("a.example.com", "CNAME", "b.example.com"));
        dns.deleteHostedZone(r -> r.id(zone));
        refused("NoSuchHostedZone", () -> dns.getHostedZone(r -> r.id(zone)));
    }

    @Test
    void aBatchIsTakenWholeOrNotAtAll() {
        refused(
                "InvalidChangeBatch",
                () -> dns.changeResourceRecordSets(r -> r.hostedZoneId(zone)
                        .changeBatch(b -> b.changes(
                                one("CREATE", set("a.example.com", "CNAME", "b.example.com")),
                                one("CREATE", set("a.example.org", "CNAME", "b.example.com"))))));
        assertThat(dns.listResourceRecordSets(r -> r.hostedZoneId(zone)).resourceRecordSets())
                .hasSize(2);
    }

    @Test
    void whatCannotStandThere() {
        refused("InvalidChangeBatch", () -> change("CREATE", set("t.example.com", "TXT", "unquoted")));
        change("CREATE", set("a.example.com", "A", "10.0.0.1"));
        refused("InvalidChangeBatch", () -> change("CREATE", set("a.example.com", "CNAME", "b.example.com")));
    }

    @Test
    void aChangeIsPendingForAWhile() {
        ChangeInfo info = change("CREATE", set("a.example.com", "CNAME", "b.example.com"));
        assertThat(info.status()).isEqualTo(ChangeStatus.PENDING);
        door.sandbox().advance(Duration.ofSeconds(30));
        assertThat(dns.getChange(r -> r.id(info.id())).changeInfo().status()).isEqualTo(ChangeStatus.INSYNC);
    }

    @Test
    void pagesGoOnWhereTheyEnded() {
        for (int i = 0; i < 5; i++) {
            change("CREATE", set("r" + i + ".example.com", "CNAME", "b.example.com"));
        }
        assertThat(dns.listResourceRecordSetsPaginator(r -> r.hostedZoneId(zone).maxItems("2"))
                        .resourceRecordSets())
                .hasSize(7);
    }

    private ChangeInfo change(String action, ResourceRecordSet set) {
        return dns.changeResourceRecordSets(r -> r.hostedZoneId(zone).changeBatch(b -> b.changes(one(action, set))))
                .changeInfo();
    }

    private static Change one(String action, ResourceRecordSet set) {
        return Change.builder().action(action).resourceRecordSet(set).build();
    }

    private static ResourceRecordSet set(String name, String type, String value) {
        return ResourceRecordSet.builder()
                .name(name)
                .type(type)
                .ttl(300L)
                .resourceRecords(ResourceRecord.builder().value(value).build())
                .build();
    }

    private static void refused(String code, ThrowingCallable call) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal).as(code).isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    }
}
