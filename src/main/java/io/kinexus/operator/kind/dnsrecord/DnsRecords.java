package io.kinexus.operator.kind.dnsrecord;

import static io.kinexus.operator.core.diff.Field.exact;
import static io.kinexus.operator.core.diff.Field.field;
import static io.kinexus.operator.core.diff.Field.maybe;

import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.diff.Match;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a record set is to us: its table, its calls, its permissions. Pure. */
final class DnsRecords {
    static final KindName NAME = new KindName("dns-record");
    /** One call for each record, and two for each zone: its name, and which of its records are ours. */
    static final Floor FLOOR = new Floor(1, 2).withoutTags();

    private static final int DIGITS = 12;
    private static final String ANY = "arn:aws:route53:::hostedzone/*";

    static final Fields<DnsRecordSpec, DnsRecordLive> FIELDS = Fields.<DnsRecordSpec, DnsRecordLive>table()
            .row(maybe("ttl", spec -> spec.ttl().map(Duration::toSeconds), DnsRecordLive::ttl))
            .row(field("resourceRecords", DnsRecords::values, DnsRecords::liveValues)
                    .matching(Match.unordered()))
            .row(exact("aliasTarget", DnsRecords::alias, DnsRecordLive::alias))
            .row(field("setIdentifier", (DnsRecordSpec spec) -> true, DnsRecordLive::simple)
                    .effect(Effect.REPLACE)
                    .showing(simple -> simple ? "(none)" : "one of several under this name"))
            .unmanaged("tTL", "AWS writes TTL; compared above as ttl")
            .unmanaged("hostedZoneId", "its identity, with name and type")
            .unmanaged("changeBatch", "the form in which Route 53 takes a record set")
            .unmanaged("name", "its identity")
            .unmanaged("type", "its identity")
            .unmanaged("weight", "one record a name: shown under setIdentifier")
            .unmanaged("region", "one record a name: shown under setIdentifier")
            .unmanaged("geoLocation", "one record a name: shown under setIdentifier")
            .unmanaged("geoProximityLocation", "one record a name: shown under setIdentifier")
            .unmanaged("cidrRoutingConfig", "one record a name: shown under setIdentifier")
            .unmanaged("failover", "one record a name: shown under setIdentifier")
            .unmanaged("multiValueAnswer", "one record a name: shown under setIdentifier")
            .unmanaged("healthCheckId", "for records that are one of several")
            .unmanaged("trafficPolicyInstanceId", "for traffic policies, which write their records themselves")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere("route53:ListHostedZonesByName", "it lists all zones of the account"),
            Permission.anywhere("route53:ListHostedZones", "it lists all zones of the account"),
            Permission.on("route53:GetHostedZone", ANY)
                    .because("a zone is declared by its name, and its id is looked up"),
            Permission.on("route53:ListResourceRecordSets", ANY)
                    .because("a zone is declared by its name, and its id is looked up"),
            Permission.on("route53:ChangeResourceRecordSets", ANY)
                    .because("a zone is declared by its name, and its id is looked up"));

    private DnsRecords() {}

    private static List<String> values(DnsRecordSpec spec) {
        return bare(spec.type(), spec.values());
    }

    private static List<String> liveValues(DnsRecordLive live) {
        return bare(live.type(), live.values());
    }

    private static Optional<String> alias(DnsRecordSpec spec) {
        return spec.alias().map(alias -> endpoint(alias.dnsName()));
    }

    /** Names among the values are equal with and without the last dot, and in either case. */
    static List<String> bare(String type, List<String> values) {
        return type.equals("CNAME") ? values.stream().map(DnsRecords::bare).toList() : List.copyOf(values);
    }

    /** Lower case, without the last dot, with the wildcard that Route 53 escapes. */
    static String bare(String name) {
        String lower = name.toLowerCase(Locale.ROOT).replace("\\052", "*");
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** The console puts {@code dualstack.} before a load balancer's name; it answers the same. */
    static String endpoint(String dnsName) {
        return bare(dnsName).replaceFirst("^dualstack\\.", "");
    }

    /** The label under which a zone's TXT records say which of its records are this environment's. */
    static String registryPrefix(String environment) {
        return "_kinexus-" + environment.toLowerCase(Locale.ROOT) + "-";
    }

    static String registryName(ResourceId id, String zoneName) {
        String label =
                registryPrefix(id.environment()) + Names.sha256(id.local()).substring(0, DIGITS);
        return label + "." + bare(zoneName);
    }

    /** Two strings, since each is limited to 255 characters. */
    static String registryValue(ResourceId id, String type, String name) {
        return "\"heritage=kinexus,environment=" + id.environment() + ",resource=" + id.local() + "\" \"record=" + type
                + " " + bare(name) + "\"";
    }
}
