package io.kinexus.operator.desired;

import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import java.util.List;
import java.util.function.Function;

/** A blueprint that makes nothing, and finds the flaws that it is given. */
record Only<D extends Declaration>(KindName name, Class<D> declaration, Function<D, List<Flaw>> flaws)
        implements Blueprint<D> {

    static <D extends Declaration> Only<D> of(String name, Class<D> type) {
        return new Only<>(new KindName(name), type, spec -> List.of());
    }

    @Override
    public List<Flaw> check(D spec, Site site) {
        return flaws.apply(spec);
    }

    @Override
    public List<Declared<?>> expand(D spec, Site site) {
        return List.of();
    }
}
