package io.kinexus.operator.kind.dbproxy;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.cost.Usage;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Creation;
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

/** RDS Proxies. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class DbProxyKind implements ResourceKind<DbProxySpec, DbProxyLive> {
    @Override
    public KindName name() {
        return DbProxies.NAME;
    }

    @Override
    public Class<DbProxySpec> specType() {
        return DbProxySpec.class;
    }

    @Override
    public Fields<DbProxySpec, DbProxyLive> fields() {
        return DbProxies.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return DbProxies.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return DbProxies.FLOOR;
    }

    @Override
    public Creation<DbProxySpec> creation() {
        return new Creation<>("CreateDBProxy, RegisterDBProxyTargets", wanted -> 2);
    }

    @Override
    public Map<ResourceId, Observation<DbProxyLive>> observe(Scope scope, Collection<Declared<DbProxySpec>> wanted) {
        return DbProxyAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<DbProxyLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return DbProxyAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(DbProxyLive live) {
        return DbProxies.outputs(live);
    }

    @Override
    public Verdict health(DbProxyLive live) {
        return DbProxies.health(live);
    }

    @Override
    public Usage usage(DbProxySpec wanted) {
        return DbProxyUsage.USAGE;
    }

    @Override
    public Usage used(DbProxyLive live) {
        return DbProxyUsage.USAGE;
    }

    @Override
    public Optional<Creator<DbProxySpec>> creator() {
        return Optional.of(DbProxyAws::create);
    }

    @Override
    public Optional<Updater<DbProxySpec, DbProxyLive>> updater() {
        return Optional.of(DbProxyAws::update);
    }

    @Override
    public Optional<Deleter<DbProxyLive>> deleter() {
        return Optional.of(DbProxyAws::delete);
    }
}
