package io.kinexus.operator.kind.dnsrecord;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Hosted zones by name or id, and the TXT records in them that say which records are ours. */
final class ZoneAws {
    private static final Pattern ID = Pattern.compile("Z[A-Z0-9]{1,31}");
    private static final Pattern ENTRY = Pattern.compile(
            "\"heritage=kinexus,environment=([^,\"]+),resource=([^\"]+)\" \"record=([A-Z]+) ([^\"]+)\"");
    private static final String PREFIX = "/hostedzone/";

    /**
     * @param id without {@code /hostedzone/}
     * @param name without the last dot
     */
    record Zone(String id, String name) {}

    /** What one TXT record says. */
    record Entry(ResourceId id, String type, String name) {}

    private record Found(Optional<Zone> zone) {}

    private record Named(String zone) {}

    private record Entries(Map<ResourceId, Entry> byId) {}

    private record EntriesOf(String zoneId) {}

    private ZoneAws() {}

    static Optional<Zone> find(Scope scope, String zone) {
        return scope.once(
                        new Named(zone),
                        Found.class,
                        () -> new Found(
                                ID.matcher(zone).matches() ? byId(scope, zone) : byName(scope, DnsRecords.bare(zone))))
                .zone();
    }

    private static Optional<Zone> byId(Scope scope, String id) {
        try {
            return Optional.of(zone(scope.client(Route53Client.class)
                    .getHostedZone(r -> r.id(id))
                    .hostedZone()));
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "NoSuchHostedZone")) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** The public one of that name; a private zone proves nothing to the world. */
    private static Optional<Zone> byName(Scope scope, String name) {
        return scope.client(Route53Client.class).listHostedZonesByName(r -> r.dnsName(name)).hostedZones().stream()
                .filter(zone -> DnsRecords.bare(zone.name()).equals(name))
                .filter(ZoneAws::open)
                .map(ZoneAws::zone)
                .findFirst();
    }

    private static boolean open(HostedZone zone) {
        return zone.config() == null || !Boolean.TRUE.equals(zone.config().privateZone());
    }

    /** All public zones of the account. */
    static List<Zone> all(Scope scope) {
        return scope.client(Route53Client.class).listHostedZonesPaginator().hostedZones().stream()
                .filter(ZoneAws::open)
                .map(ZoneAws::zone)
                .toList();
    }

    private static Zone zone(HostedZone zone) {
        return new Zone(zone.id().replace(PREFIX, ""), DnsRecords.bare(zone.name()));
    }

    /** The record sets of one name and type; more than one when they are weighted or the like. */
    static List<ResourceRecordSet> records(Scope scope, Zone zone, String name, String type) {
        return scope
                .client(Route53Client.class)
                .listResourceRecordSets(r -> r.hostedZoneId(zone.id())
                        .startRecordName(name)
                        .startRecordType(type)
                        .maxItems("2"))
                .resourceRecordSets()
                .stream()
                .filter(set -> DnsRecords.bare(set.name()).equals(DnsRecords.bare(name)))
                .filter(set -> type.equals(set.typeAsString()))
                .toList();
    }

    /** This environment's entries in the zone: they stand together, so that few calls read them. */
    static Map<ResourceId, Entry> entries(Scope scope, Zone zone) {
        return scope.once(new EntriesOf(zone.id()), Entries.class, () -> new Entries(read(scope, zone)))
                .byId();
    }

    private static Map<ResourceId, Entry> read(Scope scope, Zone zone) {
        Route53Client dns = scope.client(Route53Client.class);
        String prefix = DnsRecords.registryPrefix(scope.environment());
        Map<ResourceId, Entry> entries = new LinkedHashMap<>();
        Optional<String> from = Optional.of(prefix + "." + zone.name());
        while (from.isPresent()) {
            String start = from.get();
            ListResourceRecordSetsResponse page = dns.listResourceRecordSets(
                    r -> r.hostedZoneId(zone.id()).startRecordName(start).startRecordType(RRType.TXT));
            page.resourceRecordSets().forEach(set -> entry(scope, set).ifPresent(one -> entries.put(one.id(), one)));
            from = Boolean.TRUE.equals(page.isTruncated())
                    ? Optional.of(page.nextRecordName()).filter(next -> next.startsWith(prefix))
                    : Optional.empty();
        }
        return entries;
    }

    private static Optional<Entry> entry(Scope scope, ResourceRecordSet set) {
        if (set.type() != RRType.TXT || set.resourceRecords().isEmpty()) {
            return Optional.empty();
        }
        Matcher match = ENTRY.matcher(set.resourceRecords().get(0).value());
        return match.matches() && match.group(1).equals(scope.environment())
                ? Optional.of(new Entry(
                        ResourceId.parse(match.group(1) + "/" + match.group(2)), match.group(3), match.group(4)))
                : Optional.empty();
    }
}
