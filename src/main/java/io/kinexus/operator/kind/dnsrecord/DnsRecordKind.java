package io.kinexus.operator.kind.dnsrecord;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Creator;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Deleter;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.resource.Updater;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Route 53 record sets. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class DnsRecordKind implements ResourceKind<DnsRecordSpec, DnsRecordLive> {
    @Override
    public KindName name() {
        return DnsRecords.NAME;
    }

    @Override
    public Class<DnsRecordSpec> specType() {
        return DnsRecordSpec.class;
    }

    @Override
    public Fields<DnsRecordSpec, DnsRecordLive> fields() {
        return DnsRecords.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return DnsRecords.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return DnsRecords.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<DnsRecordLive>> observe(
            Scope scope, Collection<Declared<DnsRecordSpec>> wanted) {
        return DnsRecordAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<DnsRecordLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return DnsRecordAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(DnsRecordLive live) {
        return Map.of("name", live.name());
    }

    @Override
    public Optional<Creator<DnsRecordSpec>> creator() {
        return Optional.of(DnsRecordAws::create);
    }

    @Override
    public Optional<Updater<DnsRecordSpec, DnsRecordLive>> updater() {
        return Optional.of(DnsRecordAws::update);
    }

    @Override
    public Optional<Deleter<DnsRecordLive>> deleter() {
        return Optional.of(DnsRecordAws::delete);
    }
}
