package io.kinexus.operator.kind.dnsrecord;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * The calls. Record sets have no tags; a TXT record, written and removed in the same batch, says which of them are ours.
 *
 * @see <a href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html">ChangeResourceRecordSets</a>
 */
final class DnsRecordAws {
    private static final long REGISTRY_TTL = 300;

    private DnsRecordAws() {}

    static Map<ResourceId, Observation<DnsRecordLive>> observe(
            Scope scope, Collection<Declared<DnsRecordSpec>> wanted) {
        return Sweep.oneByOne(scope, wanted, one -> {
            DnsRecordSpec spec = one.spec();
            if (spec.name().contains("${")) {
                return Observation.absent();
            }
            return ZoneAws.find(scope, spec.zone())
                    .flatMap(zone -> look(scope, zone, spec.name(), spec.type())
                            .<Observation<DnsRecordLive>>map(
                                    live -> new Observation.Present<>(live, true, ours(scope, zone, one, live))))
                    .orElseGet(Observation::absent);
        });
    }

    /** Also what others made just as it is wanted: a CNAME that proves a domain is the same for all its certificates. */
    private static boolean ours(Scope scope, ZoneAws.Zone zone, Declared<DnsRecordSpec> one, DnsRecordLive live) {
        return ZoneAws.entries(scope, zone).containsKey(one.id())
                || DnsRecords.FIELDS.compare(one.spec(), live) instanceof Diff.InSync;
    }

    static Map<ResourceId, Observation<DnsRecordLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<DnsRecordLive>> surplus = new LinkedHashMap<>();
        scope.each(ZoneAws.all(scope), zone -> surplus(scope, zone, declared)).forEach(surplus::putAll);
        return surplus;
    }

    private static Map<ResourceId, Observation<DnsRecordLive>> surplus(
            Scope scope, ZoneAws.Zone zone, Set<ResourceId> declared) {
        Map<ResourceId, Observation<DnsRecordLive>> surplus = new LinkedHashMap<>();
        ZoneAws.entries(scope, zone).forEach((id, entry) -> {
            if (!declared.contains(id)) {
                look(scope, zone, entry.name(), entry.type())
                        .ifPresent(live -> surplus.put(id, Observation.present(live)));
            }
        });
        return surplus;
    }

    static Outcome create(Scope scope, Declared<DnsRecordSpec> wanted, Attempt attempt) {
        return upsert(scope, wanted);
    }

    static Outcome update(
            Scope scope,
            Declared<DnsRecordSpec> wanted,
            DnsRecordLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return upsert(scope, wanted);
    }

    private static Outcome upsert(Scope scope, Declared<DnsRecordSpec> wanted) {
        return AwsFailures.attempt(() -> {
            DnsRecordSpec spec = wanted.spec();
            Optional<ZoneAws.Zone> zone = ZoneAws.find(scope, spec.zone());
            if (zone.isEmpty()) {
                return Outcome.terminal(
                        "NoSuchHostedZone", "there is no public hosted zone " + spec.zone() + " in this account");
            }
            String registry = DnsRecords.registryName(wanted.id(), zone.get().name());
            String said = DnsRecords.registryValue(wanted.id(), spec.type(), spec.name());
            change(scope, zone.get(), List.of(upsert(set(spec)), upsert(text(registry, said))));
            return Outcome.done();
        });
    }

    /** Both records as they are now, since Route 53 deletes only what is given exactly. */
    static Outcome delete(Scope scope, ResourceId id, DnsRecordLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            ZoneAws.Zone zone = new ZoneAws.Zone(live.zoneId(), live.zoneName());
            List<ResourceRecordSet> there = new ArrayList<>(ZoneAws.records(scope, zone, live.name(), live.type()));
            there.addAll(ZoneAws.records(scope, zone, DnsRecords.registryName(id, zone.name()), "TXT"));
            if (!there.isEmpty()) {
                change(
                        scope,
                        zone,
                        there.stream()
                                .map(set -> Change.builder()
                                        .action(ChangeAction.DELETE)
                                        .resourceRecordSet(set)
                                        .build())
                                .toList());
            }
            return Outcome.done();
        });
    }

    private static void change(Scope scope, ZoneAws.Zone zone, List<Change> changes) {
        scope.client(Route53Client.class)
                .changeResourceRecordSets(r -> r.hostedZoneId(zone.id()).changeBatch(b -> b.changes(changes)));
    }

    private static Change upsert(ResourceRecordSet set) {
        return Change.builder()
                .action(ChangeAction.UPSERT)
                .resourceRecordSet(set)
                .build();
    }

    private static ResourceRecordSet set(DnsRecordSpec spec) {
        ResourceRecordSet.Builder set =
                ResourceRecordSet.builder().name(spec.name()).type(spec.type());
        spec.alias()
                .ifPresentOrElse(
                        alias -> set.aliasTarget(a -> a.dnsName(alias.dnsName())
                                .hostedZoneId(alias.hostedZoneId())
                                .evaluateTargetHealth(false)),
                        () -> set.ttl(spec.ttl().map(ttl -> ttl.toSeconds()).orElse(REGISTRY_TTL))
                                .resourceRecords(values(spec.values())));
        return set.build();
    }

    private static ResourceRecordSet text(String name, String value) {
        return ResourceRecordSet.builder()
                .name(name)
                .type("TXT")
                .ttl(REGISTRY_TTL)
                .resourceRecords(values(List.of(value)))
                .build();
    }

    private static List<ResourceRecord> values(List<String> values) {
        return values.stream()
                .map(value -> ResourceRecord.builder().value(value).build())
                .toList();
    }

    private static Optional<DnsRecordLive> look(Scope scope, ZoneAws.Zone zone, String name, String type) {
        return ZoneAws.records(scope, zone, name, type).stream()
                .findFirst()
                .map(set -> new DnsRecordLive(
                        zone.id(),
                        zone.name(),
                        DnsRecords.bare(set.name()),
                        set.typeAsString(),
                        Optional.ofNullable(set.ttl()),
                        set.resourceRecords().stream()
                                .map(ResourceRecord::value)
                                .toList(),
                        Optional.ofNullable(set.aliasTarget()).map(alias -> DnsRecords.endpoint(alias.dnsName())),
                        set.setIdentifier() == null));
    }
}
