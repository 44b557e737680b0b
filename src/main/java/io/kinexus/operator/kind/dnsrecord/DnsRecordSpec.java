package io.kinexus.operator.kind.dnsrecord;

import io.kinexus.operator.core.resource.Spec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One record set of a Route 53 zone.
 *
 * @param zone the hosted zone's id ({@code Z...}) or name ({@code example.com})
 * @param name the record's full name; a trailing dot makes no difference
 * @param type {@code CNAME}, {@code A}, {@code AAAA}, {@code TXT}
 * @param ttl for records with values
 * @param values none for an alias
 * @param alias the load balancer (or other AWS endpoint) that the name stands for
 */
public record DnsRecordSpec(
        String zone, String name, String type, Optional<Duration> ttl, List<String> values, Optional<Alias> alias)
        implements Spec {
    public DnsRecordSpec {
        values = List.copyOf(values);
    }

    /**
     * @param dnsName the endpoint's name
     * @param hostedZoneId the endpoint's own zone, not the record's
     */
    public record Alias(String dnsName, String hostedZoneId) {}

    public static DnsRecordSpec cname(String zone, String name, Duration ttl, String value) {
        return new DnsRecordSpec(zone, name, "CNAME", Optional.of(ttl), List.of(value), Optional.empty());
    }
}
