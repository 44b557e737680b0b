package io.kinexus.operator.blueprint.cluster;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.kind.cluster.ClusterSpec;
import io.kinexus.operator.kind.cluster.ClusterSpec.Share;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One cluster. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class ClusterBlueprint implements Blueprint<ClusterDeclaration> {
    private static final KindName NAME = new KindName("cluster");

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Class<ClusterDeclaration> declaration() {
        return ClusterDeclaration.class;
    }

    @Override
    public List<Flaw> check(ClusterDeclaration declaration, Site site) {
        List<Flaw> flaws = new ArrayList<>();
        List<ClusterDeclaration.Capacity> capacity = declaration.capacity();
        Set<ClusterDeclaration.Provider> seen = EnumSet.noneOf(ClusterDeclaration.Provider.class);
        for (int i = 0; i < capacity.size(); i++) {
            if (!seen.add(capacity.get(i).provider())) {
                flaws.add(new Flaw(
                        "spec.capacity[" + i + "].provider",
                        capacity.get(i).provider() + " is there twice; name each provider once"));
            }
        }
        if (capacity.stream().filter(one -> one.base() > 0).count() > 1) {
            flaws.add(new Flaw("spec.capacity", "only one provider may have a base"));
        }
        if (!capacity.isEmpty() && capacity.stream().allMatch(one -> one.weight() == 0)) {
            flaws.add(new Flaw("spec.capacity", "at least one provider needs a weight above 0"));
        }
        if (declaration.existing().isPresent()
                && declaration.containerInsights().isPresent()) {
            flaws.add(
                    new Flaw("spec.containerInsights", "an existing cluster is never changed; leave its settings out"));
        }
        return flaws;
    }

    @Override
    public List<Declared<?>> expand(ClusterDeclaration declaration, Site site) {
        ClusterSpec spec = new ClusterSpec(
                site.self().name(),
                declaration.containerInsights().map(insights -> insights.name().toLowerCase(Locale.ROOT)),
                shares(declaration));
        Declared<ClusterSpec> cluster =
                Declared.of(site.id("cluster", site.self().name()), site.self(), spec);
        return List.of(declaration.existing().map(cluster::existing).orElse(cluster));
    }

    private static List<Share> shares(ClusterDeclaration declaration) {
        return declaration.strategy().stream()
                .map(one -> new Share(one.provider().name(), one.weight(), one.base()))
                .toList();
    }
}
