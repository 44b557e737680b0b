package io.kinexus.operator.kind.certificate;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.health.Verdict;
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

/** ACM certificates. Replaced without a gap: the next one is there before the last one goes. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class CertificateKind implements ResourceKind<CertificateSpec, CertificateLive> {
    @Override
    public KindName name() {
        return Certificates.NAME;
    }

    @Override
    public Class<CertificateSpec> specType() {
        return CertificateSpec.class;
    }

    @Override
    public Fields<CertificateSpec, CertificateLive> fields() {
        return Certificates.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return Certificates.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return Certificates.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<CertificateLive>> observe(
            Scope scope, Collection<Declared<CertificateSpec>> wanted) {
        return CertificateAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<CertificateLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return CertificateAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(CertificateLive live) {
        return Certificates.outputs(live);
    }

    @Override
    public Verdict health(CertificateLive live) {
        return Certificates.health(live);
    }

    @Override
    public Optional<Creator<CertificateSpec>> creator() {
        return Optional.of(CertificateAws::create);
    }

    @Override
    public Optional<Updater<CertificateSpec, CertificateLive>> updater() {
        return Optional.of(CertificateAws::update);
    }

    @Override
    public Optional<Deleter<CertificateLive>> deleter() {
        return Optional.of(CertificateAws::delete);
    }
}
