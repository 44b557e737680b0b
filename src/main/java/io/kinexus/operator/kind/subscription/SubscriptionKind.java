package io.kinexus.operator.kind.subscription;

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
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Subscriptions of SNS topics. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class SubscriptionKind implements ResourceKind<SubscriptionSpec, SubscriptionLive> {
    @Override
    public KindName name() {
        return Subscriptions.NAME;
    }

    @Override
    public Class<SubscriptionSpec> specType() {
        return SubscriptionSpec.class;
    }

    @Override
    public Fields<SubscriptionSpec, SubscriptionLive> fields() {
        return Subscriptions.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return Subscriptions.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return Subscriptions.FLOOR;
    }

    @Override
    public Creation<SubscriptionSpec> creation() {
        return new Creation<>("TagResource of its topic, which says whose it is, and Subscribe", wanted -> 2);
    }

    @Override
    public Map<ResourceId, Observation<SubscriptionLive>> observe(
            Scope scope, Collection<Declared<SubscriptionSpec>> wanted) {
        return SubscriptionAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<SubscriptionLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return SubscriptionAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(SubscriptionLive live) {
        return Subscriptions.outputs(live);
    }

    @Override
    public Optional<Creator<SubscriptionSpec>> creator() {
        return Optional.of(SubscriptionAws::create);
    }

    @Override
    public Optional<Deleter<SubscriptionLive>> deleter() {
        return Optional.of(SubscriptionAws::delete);
    }
}
