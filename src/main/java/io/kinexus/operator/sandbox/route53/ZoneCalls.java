package io.kinexus.operator.sandbox.route53;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.ChangeTagsForResourceRequest;
import software.amazon.awssdk.services.route53.model.ChangeTagsForResourceResponse;
import software.amazon.awssdk.services.route53.model.CreateHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.CreateHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.DelegationSet;
import software.amazon.awssdk.services.route53.model.DeleteHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.DeleteHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.GetHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.GetHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.ListHostedZonesByNameRequest;
import software.amazon.awssdk.services.route53.model.ListHostedZonesByNameResponse;
import software.amazon.awssdk.services.route53.model.ListHostedZonesRequest;
import software.amazon.awssdk.services.route53.model.ListHostedZonesResponse;
import software.amazon.awssdk.services.route53.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.route53.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.Tag;

/**
 * Hosted zones: made with their SOA and NS records, listed by name, removed only when nothing else is in them.
 *
 * @see <a href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHostedZone.html">CreateHostedZone</a>
 */
final class ZoneCalls {
    private static final int PAGE = 100;
    private static final int CONFLICT = 409;
    private static final long DAYS_2 = 172_800;
    private static final List<String> SERVERS =
            List.of("ns-1.awsdns-00.com", "ns-513.awsdns-00.net", "ns-1025.awsdns-00.org", "ns-1537.awsdns-00.co.uk");

    private final Route53Sandbox home;
    private final Account account;
    private final Map<String, Zone> zones;

    ZoneCalls(Route53Sandbox home, Account account, Map<String, Zone> zones) {
        this.home = home;
        this.account = account;
        this.zones = zones;
    }

    void install(Handlers handlers) {
        handlers.on(CreateHostedZoneRequest.class, this::create);
        handlers.on(GetHostedZoneRequest.class, this::get);
        handlers.on(ListHostedZonesRequest.class, this::list);
        handlers.on(ListHostedZonesByNameRequest.class, this::listByName);
        handlers.on(DeleteHostedZoneRequest.class, this::delete);
        handlers.on(ListTagsForResourceRequest.class, this::tags);
        handlers.on(ChangeTagsForResourceRequest.class, this::changeTags);
    }

    /** Route 53 takes its page sizes as text. */
    static int size(@Nullable String asked, int most) {
        if (asked == null) {
            return most;
        }
        if (!asked.matches("[0-9]{1,6}") || Integer.parseInt(asked) < 1) {
            throw AwsFault.badRequest("InvalidInput", "MaxItems must be between 1 and " + most);
        }
        return Math.min(most, Integer.parseInt(asked));
    }

    private CreateHostedZoneResponse create(CreateHostedZoneRequest request) {
        if (request.name() == null || request.callerReference() == null) {
            throw AwsFault.badRequest("InvalidInput", "Name and CallerReference are required");
        }
        boolean again = zones.values().stream()
                .anyMatch(zone -> request.callerReference().equals(zone.about().callerReference()));
        if (again) {
            throw new AwsFault(
                    "HostedZoneAlreadyExists", CONFLICT, "A hosted zone has already been created with this reference.");
        }
        String id = "Z" + account.dice().hex(20).toUpperCase(Locale.ROOT);
        boolean secret = request.vpc() != null
                || (request.hostedZoneConfig() != null
                        && Boolean.TRUE.equals(request.hostedZoneConfig().privateZone()));
        Zone zone = new Zone(HostedZone.builder()
                .id("/hostedzone/" + id)
                .name(Zone.full(request.name()))
                .callerReference(request.callerReference())
                .config(c -> c.privateZone(secret)
                        .comment(Optional.ofNullable(request.hostedZoneConfig())
                                .map(config -> config.comment())
                                .orElse(null)))
                .build());
        put(zone, "NS", DAYS_2, SERVERS.stream().map(name -> name + ".").toList());
        put(zone, "SOA", 900, List.of(SERVERS.get(0) + ". awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400"));
        zones.put(id, zone);
        return CreateHostedZoneResponse.builder()
                .hostedZone(zone.about())
                .changeInfo(home.changed())
                .delegationSet(DelegationSet.builder().nameServers(SERVERS).build())
                .location("https://route53.amazonaws.com/2013-04-01/hostedzone/" + id)
                .build();
    }

    private static void put(Zone zone, String type, long ttl, List<String> values) {
        ResourceRecordSet set = ResourceRecordSet.builder()
                .name(zone.name())
                .type(type)
                .ttl(ttl)
                .resourceRecords(values.stream()
                        .map(value -> ResourceRecord.builder().value(value).build())
                        .toList())
                .build();
        zone.sets().put(Zone.Key.of(set), set);
    }

    private GetHostedZoneResponse get(GetHostedZoneRequest request) {
        return GetHostedZoneResponse.builder()
                .hostedZone(home.zone(request.id()).about())
                .delegationSet(DelegationSet.builder().nameServers(SERVERS).build())
                .build();
    }

    private ListHostedZonesResponse list(ListHostedZonesRequest request) {
        int most = size(request.maxItems(), PAGE);
        List<Zone> all = List.copyOf(zones.values());
        int from = request.marker() == null ? 0 : Math.max(0, all.indexOf(home.zone(request.marker())));
        int to = Math.min(all.size(), from + most);
        return ListHostedZonesResponse.builder()
                .hostedZones(all.subList(from, to).stream().map(Zone::about).toList())
                .isTruncated(to < all.size())
                .nextMarker(to < all.size() ? all.get(to).id() : null)
                .marker(request.marker())
                .maxItems(String.valueOf(most))
                .build();
    }

    private ListHostedZonesByNameResponse listByName(ListHostedZonesByNameRequest request) {
        int most = size(request.maxItems(), PAGE);
        Zone.Key start = new Zone.Key(
                request.dnsName() == null ? "." : Zone.full(request.dnsName()),
                "",
                Optional.ofNullable(request.hostedZoneId()).orElse(""));
        List<Zone> found = zones.values().stream()
                .sorted(Comparator.comparing((Zone zone) -> new Zone.Key(zone.name(), "", zone.id())))
                .filter(zone ->
                        request.dnsName() == null || new Zone.Key(zone.name(), "", zone.id()).compareTo(start) >= 0)
                .toList();
        int to = Math.min(found.size(), most);
        boolean more = to < found.size();
        return ListHostedZonesByNameResponse.builder()
                .hostedZones(found.subList(0, to).stream().map(Zone::about).toList())
                .dnsName(request.dnsName())
                .isTruncated(more)
                .nextDNSName(more ? found.get(to).name() : null)
                .nextHostedZoneId(more ? found.get(to).id() : null)
                .maxItems(String.valueOf(most))
                .build();
    }

    private DeleteHostedZoneResponse delete(DeleteHostedZoneRequest request) {
        Zone zone = home.zone(request.id());
        boolean empty = zone.sets().keySet().stream()
                .allMatch(key ->
                        key.name().equals(zone.name()) && List.of("NS", "SOA").contains(key.type()));
        if (!empty) {
            throw AwsFault.badRequest(
                    "HostedZoneNotEmpty", "The specified hosted zone contains non-required resource record sets");
        }
        zones.remove(zone.id());
        account.service(TagStore.class).forget(arn(zone.id()));
        return DeleteHostedZoneResponse.builder().changeInfo(home.changed()).build();
    }

    private ListTagsForResourceResponse tags(ListTagsForResourceRequest request) {
        Zone zone = home.zone(request.resourceId());
        List<Tag> tags = new ArrayList<>();
        account.service(TagStore.class)
                .of(arn(zone.id()))
                .forEach((key, value) ->
                        tags.add(Tag.builder().key(key).value(value).build()));
        return ListTagsForResourceResponse.builder()
                .resourceTagSet(set -> set.resourceType(request.resourceType())
                        .resourceId(zone.id())
                        .tags(tags))
                .build();
    }

    private ChangeTagsForResourceResponse changeTags(ChangeTagsForResourceRequest request) {
        Zone zone = home.zone(request.resourceId());
        Map<String, String> added = new LinkedHashMap<>();
        request.addTags()
                .forEach(tag ->
                        added.put(tag.key(), Optional.ofNullable(tag.value()).orElse("")));
        TagStore store = account.service(TagStore.class);
        store.put(arn(zone.id()), added);
        store.remove(arn(zone.id()), request.removeTagKeys());
        return ChangeTagsForResourceResponse.builder().build();
    }

    private static String arn(String id) {
        return "arn:aws:route53:::hostedzone/" + id;
    }
}
