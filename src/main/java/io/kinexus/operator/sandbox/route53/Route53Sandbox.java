package io.kinexus.operator.sandbox.route53;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.SandboxService;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.GetChangeRequest;
import software.amazon.awssdk.services.route53.model.GetChangeResponse;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * Hosted zones and their record sets. A change is pending for half a minute (a guess: AWS says usually within 60 seconds)
 * and can be read at once.
 *
 * @see <a href="https://docs.aws.amazon.com/Route53/latest/APIReference/Welcome.html">API reference</a>
 */
@AutoService(SandboxService.class)
public final class Route53Sandbox implements SandboxService {
    private static final int PAGE = 300;
    private static final Duration SPREADING = Duration.ofSeconds(30);

    private final Map<String, Zone> zones = new LinkedHashMap<>();
    private final Map<String, Instant> changes = new LinkedHashMap<>();
    private Optional<Account> home = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        home = Optional.of(account);
        new ZoneCalls(this, account, zones).install(handlers);
        handlers.on(ChangeResourceRecordSetsRequest.class, this::change);
        handlers.on(ListResourceRecordSetsRequest.class, this::list);
        handlers.on(GetChangeRequest.class, this::getChange);
    }

    @Override
    public boolean global() {
        return true;
    }

    @Override
    public Object state() {
        Map<String, Object> state = new LinkedHashMap<>();
        zones.values().forEach(zone -> state.put(zone.name(), Map.of("id", zone.id(), "records", records(zone))));
        return state;
    }

    private static List<Object> records(Zone zone) {
        return zone.sets().values().stream()
                .map(set -> (Object) Map.of(
                        "name", set.name(),
                        "type", set.typeAsString(),
                        "values",
                                set.resourceRecords().stream()
                                        .map(ResourceRecord::value)
                                        .toList(),
                        "alias",
                                set.aliasTarget() == null
                                        ? ""
                                        : String.valueOf(set.aliasTarget().dnsName())))
                .toList();
    }

    /** Whether a zone of this account answers with the value; how ACM looks for its record. */
    public boolean answers(String name, String type, String value) {
        return zones.values().stream()
                .map(zone -> zone.sets().get(new Zone.Key(Zone.full(name), type, "")))
                .anyMatch(set -> set != null
                        && set.resourceRecords().stream()
                                .anyMatch(one -> Zone.full(one.value()).equals(Zone.full(value))));
    }

    /** With or without {@code /hostedzone/}. */
    Zone zone(String id) {
        String bare = String.valueOf(id).replaceFirst("^/?hostedzone/", "");
        return Optional.ofNullable(zones.get(bare))
                .orElseThrow(() -> new AwsFault("NoSuchHostedZone", 404, "No hosted zone found with ID: " + bare));
    }

    ChangeInfo changed() {
        String id = "/change/C" + account().dice().hex(20).toUpperCase(Locale.ROOT);
        changes.put(id, account().now());
        return info(id);
    }

    private ChangeInfo info(String id) {
        Instant at = changes.getOrDefault(id, account().now());
        boolean spread = !account().now().isBefore(at.plus(SPREADING));
        return ChangeInfo.builder()
                .id(id)
                .submittedAt(at)
                .status(spread ? ChangeStatus.INSYNC : ChangeStatus.PENDING)
                .build();
    }

    private GetChangeResponse getChange(GetChangeRequest request) {
        String id = "/change/" + String.valueOf(request.id()).replaceFirst("^/?change/", "");
        if (!changes.containsKey(id)) {
            throw new AwsFault("NoSuchChange", 404, "A change with the specified change ID does not exist.");
        }
        return GetChangeResponse.builder().changeInfo(info(id)).build();
    }

    private ChangeResourceRecordSetsResponse change(ChangeResourceRecordSetsRequest request) {
        Zone zone = zone(request.hostedZoneId());
        if (request.changeBatch() == null) {
            throw AwsFault.badRequest("InvalidInput", "ChangeBatch is required");
        }
        Records.change(zone, request.changeBatch().changes());
        return ChangeResourceRecordSetsResponse.builder().changeInfo(changed()).build();
    }

    /** From the asked name and type on, whether or not they exist. */
    private ListResourceRecordSetsResponse list(ListResourceRecordSetsRequest request) {
        Zone zone = zone(request.hostedZoneId());
        int most = ZoneCalls.size(request.maxItems(), PAGE);
        String type = Optional.ofNullable(request.startRecordTypeAsString()).orElse("");
        List<ResourceRecordSet> from = request.startRecordName() == null
                ? List.copyOf(zone.sets().values())
                : List.copyOf(zone.sets()
                        .tailMap(new Zone.Key(Zone.full(request.startRecordName()), type, ""), true)
                        .values());
        boolean more = from.size() > most;
        ListResourceRecordSetsResponse.Builder answer = ListResourceRecordSetsResponse.builder()
                .resourceRecordSets(from.subList(0, Math.min(most, from.size())))
                .isTruncated(more)
                .maxItems(String.valueOf(most));
        if (more) {
            ResourceRecordSet next = from.get(most);
            answer.nextRecordName(next.name()).nextRecordType(next.type()).nextRecordIdentifier(next.setIdentifier());
        }
        return answer.build();
    }

    private Account account() {
        return home.orElseThrow();
    }
}
