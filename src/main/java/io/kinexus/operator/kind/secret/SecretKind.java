package io.kinexus.operator.kind.secret;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.cost.Usage;
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

/** Secrets of Secrets Manager. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class SecretKind implements ResourceKind<SecretSpec, SecretLive> {
    private final SecretRotationAws rotation;

    public SecretKind() {
        this(new PostgresUsers());
    }

    /** @param users reaches databases; the usual ones by their own protocol */
    SecretKind(DatabaseUsers users) {
        rotation = new SecretRotationAws(users);
    }

    @Override
    public KindName name() {
        return Secrets.NAME;
    }

    @Override
    public Class<SecretSpec> specType() {
        return SecretSpec.class;
    }

    @Override
    public Fields<SecretSpec, SecretLive> fields() {
        return Secrets.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return Secrets.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return Secrets.FLOOR;
    }

    @Override
    public boolean comesLater() {
        return true;
    }

    @Override
    public boolean stateful() {
        return true;
    }

    @Override
    public Map<ResourceId, Observation<SecretLive>> observe(Scope scope, Collection<Declared<SecretSpec>> wanted) {
        return SecretAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<SecretLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return SecretAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(SecretLive live) {
        return Secrets.outputs(live);
    }

    @Override
    public Verdict health(SecretLive live) {
        return Secrets.health(live);
    }

    @Override
    public Usage usage(SecretSpec wanted) {
        return SecretUsage.USAGE;
    }

    @Override
    public Usage used(SecretLive live) {
        return SecretUsage.USAGE;
    }

    @Override
    public Optional<Creator<SecretSpec>> creator() {
        return Optional.of(SecretAws::create);
    }

    @Override
    public Optional<Updater<SecretSpec, SecretLive>> updater() {
        return Optional.of(rotation::update);
    }

    @Override
    public Optional<Deleter<SecretLive>> deleter() {
        return Optional.of(SecretAws::delete);
    }
}
