package io.kinexus.operator.blueprint.httpapi;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads and checks a HttpApi; no kind of resource stands behind it yet. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes")
public final class HttpApiBlueprint implements Blueprint<HttpApiDeclaration> {
    @Override
    public KindName name() {
        return new KindName("http-api");
    }

    @Override
    public Class<HttpApiDeclaration> declaration() {
        return HttpApiDeclaration.class;
    }

    @Override
    public boolean managed() {
        return false;
    }

    @Override
    public List<Declared<?>> expand(HttpApiDeclaration declaration, Site site) {
        return List.of();
    }

    @Override
    public List<Flaw> check(HttpApiDeclaration declaration, Site site) {
        List<Flaw> flaws = new ArrayList<>();
        Set<String> routes = new HashSet<>();
        for (int i = 0; i < declaration.routes().size(); i++) {
            if (!routes.add(declaration.routes().get(i).route())) {
                flaws.add(new Flaw("spec.routes[" + i + "].route", "another entry has this route; keep one"));
            }
        }
        boolean open = declaration
                .cors()
                .filter(cors -> cors.credentials() && cors.origins().contains("*"))
                .isPresent();
        if (open) {
            flaws.add(new Flaw("spec.cors.origins", "cannot be * where credentials are allowed; name the origins"));
        }
        return flaws;
    }
}
