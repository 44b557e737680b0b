package io.kinexus.operator.kind.secretconnection;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.diff.Fields;
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

/** What a database adds to the secret that was made for it. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class SecretConnectionKind implements ResourceKind<SecretConnectionSpec, SecretConnectionLive> {
    @Override
    public KindName name() {
        return SecretConnections.NAME;
    }

    @Override
    public Class<SecretConnectionSpec> specType() {
        return SecretConnectionSpec.class;
    }

    @Override
    public Fields<SecretConnectionSpec, SecretConnectionLive> fields() {
        return SecretConnections.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return SecretConnections.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return SecretConnections.FLOOR;
    }

    @Override
    public Creation<SecretConnectionSpec> creation() {
        return new Creation<>("PutSecretValue, TagResource", wanted -> 2);
    }

    @Override
    public Map<ResourceId, Observation<SecretConnectionLive>> observe(
            Scope scope, Collection<Declared<SecretConnectionSpec>> wanted) {
        return SecretConnectionAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<SecretConnectionLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return SecretConnectionAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(SecretConnectionLive live) {
        return SecretConnections.outputs(live);
    }

    @Override
    public Optional<Creator<SecretConnectionSpec>> creator() {
        return Optional.of(SecretConnectionAws::create);
    }

    @Override
    public Optional<Updater<SecretConnectionSpec, SecretConnectionLive>> updater() {
        return Optional.of(SecretConnectionAws::update);
    }

    @Override
    public Optional<Deleter<SecretConnectionLive>> deleter() {
        return Optional.of(SecretConnectionAws::delete);
    }
}
