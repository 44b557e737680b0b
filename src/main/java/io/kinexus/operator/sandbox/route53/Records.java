package io.kinexus.operator.sandbox.route53;

import io.kinexus.operator.sandbox.AwsFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * Changes of record sets, all or none, with AWS's words for what cannot be.
 *
 * @see <a href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html">ChangeResourceRecordSets</a>
 */
final class Records {
    private static final int MOST = 1000;
    private static final Set<String> TYPES = Set.of(
            "A", "AAAA", "CAA", "CNAME", "DS", "HTTPS", "MX", "NAPTR", "NS", "PTR", "SOA", "SPF", "SRV", "SSHFP",
            "SVCB", "TLSA", "TXT");

    private Records() {}

    static void change(Zone zone, List<Change> changes) {
        if (changes.isEmpty() || changes.size() > MOST) {
            throw invalid(List.of("A batch has 1 to " + MOST + " changes"));
        }
        NavigableMap<Zone.Key, ResourceRecordSet> next = new TreeMap<>(zone.sets());
        List<String> wrong = new ArrayList<>();
        for (Change change : changes) {
            one(zone, next, change, wrong);
        }
        if (!wrong.isEmpty()) {
            throw invalid(wrong);
        }
        zone.replace(next);
    }

    private static AwsFault invalid(List<String> messages) {
        return AwsFault.badRequest("InvalidChangeBatch", "[" + String.join(", ", messages) + "]");
    }

    private static void one(Zone zone, Map<Zone.Key, ResourceRecordSet> next, Change change, List<String> wrong) {
        ResourceRecordSet set = change.resourceRecordSet();
        if (set == null || set.name() == null || !TYPES.contains(String.valueOf(set.typeAsString()))) {
            throw AwsFault.badRequest("InvalidInput", "A record set needs a name and one of the types " + TYPES);
        }
        Zone.Key key = Zone.Key.of(set);
        String said = "name='" + key.name() + "', type='" + key.type() + "'";
        if (!key.name().equals(zone.name()) && !key.name().endsWith("." + zone.name())) {
            wrong.add("RRSet with DNS name " + key.name() + " is not permitted in zone " + zone.name());
            return;
        }
        ResourceRecordSet full = set.toBuilder().name(key.name()).build();
        ChangeAction action = change.action();
        if (action == ChangeAction.DELETE) {
            delete(next, key, full, said, wrong);
            return;
        }
        if (action != ChangeAction.CREATE && action != ChangeAction.UPSERT) {
            throw AwsFault.badRequest("InvalidInput", "An action is CREATE, UPSERT or DELETE");
        }
        if (action == ChangeAction.CREATE && next.containsKey(key)) {
            wrong.add("Tried to create resource record set [" + said + "] but it already exists");
            return;
        }
        check(next, key, full, said, wrong);
        next.put(key, full);
    }

    private static void delete(
            Map<Zone.Key, ResourceRecordSet> next,
            Zone.Key key,
            ResourceRecordSet set,
            String said,
            List<String> wrong) {
        ResourceRecordSet live = next.get(key);
        if (live == null) {
            wrong.add("Tried to delete resource record set [" + said + "] but it was not found");
        } else if (!live.equals(set)) {
            wrong.add("Tried to delete resource record set [" + said
                    + "] but the values provided do not match the current values");
        } else {
            next.remove(key);
        }
    }

    private static void check(
            Map<Zone.Key, ResourceRecordSet> next,
            Zone.Key key,
            ResourceRecordSet set,
            String said,
            List<String> wrong) {
        boolean alias = set.aliasTarget() != null;
        if (alias == set.hasResourceRecords() || (!alias && set.ttl() == null)) {
            wrong.add("Invalid request: a record set has either values with a TTL or an alias target [" + said + "]");
        }
        boolean cname = key.type().equals("CNAME");
        boolean clash = next.keySet().stream()
                .anyMatch(other -> other.name().equals(key.name())
                        && !other.type().equals(key.type())
                        && (cname || other.type().equals("CNAME")));
        if (clash) {
            wrong.add("RRSet of type " + key.type() + " with DNS name " + key.name()
                    + " is not permitted because a conflicting RRSet with the same DNS name already exists in zone");
        }
        boolean unquoted = key.type().equals("TXT")
                && set.resourceRecords().stream()
                        .anyMatch(one ->
                                !one.value().startsWith("\"") || !one.value().endsWith("\""));
        if (unquoted) {
            wrong.add("Invalid Resource Record: FATAL problem: InvalidCharacterString (Value should be enclosed in"
                    + " quotation marks) encountered with " + said);
        }
    }
}
