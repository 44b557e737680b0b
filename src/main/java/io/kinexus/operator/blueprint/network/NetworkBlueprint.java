package io.kinexus.operator.blueprint.network;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import java.util.List;

/** A VPC with all that belongs to it, or the reading of one that exists. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class NetworkBlueprint implements Blueprint<NetworkDeclaration> {
    private static final KindName NAME = new KindName("network");

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Class<NetworkDeclaration> declaration() {
        return NetworkDeclaration.class;
    }

    @Override
    public List<Flaw> check(NetworkDeclaration declaration, Site site) {
        return NetworkCheck.of(declaration, site.settings().region());
    }

    @Override
    public List<Declared<?>> expand(NetworkDeclaration declaration, Site site) {
        return declaration
                .existing()
                .map(existing -> ExistingNetwork.read(existing, site))
                .orElseGet(() -> new MadeNetwork(declaration, site).resources());
    }
}
