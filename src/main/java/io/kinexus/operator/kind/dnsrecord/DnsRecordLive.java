package io.kinexus.operator.kind.dnsrecord;

import io.kinexus.operator.core.resource.Live;
import java.util.List;
import java.util.Optional;

/**
 * One record set as read.
 *
 * @param zoneId without {@code /hostedzone/}
 * @param zoneName without the last dot
 * @param ttl in seconds
 * @param alias the endpoint's name, without {@code dualstack.} and the last dot
 * @param simple false when it is weighted, by latency, by place or otherwise one of several under its name
 */
record DnsRecordLive(
        String zoneId,
        String zoneName,
        String name,
        String type,
        Optional<Long> ttl,
        List<String> values,
        Optional<String> alias,
        boolean simple)
        implements Live {}
