package io.kinexus.operator.blueprint.function;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import java.util.ArrayList;
import java.util.List;

/** Reads and checks a Function; no kind of resource stands behind it yet. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes")
public final class FunctionBlueprint implements Blueprint<FunctionDeclaration> {
    @Override
    public KindName name() {
        return new KindName("function");
    }

    @Override
    public Class<FunctionDeclaration> declaration() {
        return FunctionDeclaration.class;
    }

    @Override
    public boolean managed() {
        return false;
    }

    @Override
    public List<Declared<?>> expand(FunctionDeclaration declaration, Site site) {
        return List.of();
    }

    @Override
    public List<Flaw> check(FunctionDeclaration declaration, Site site) {
        List<Flaw> flaws = new ArrayList<>();
        if (site.self().name().length() > 64 || !site.self().name().matches("[A-Za-z0-9_-]+")) {
            flaws.add(new Flaw("metadata.name", "a function's name has at most " + 64 + " letters, digits, - and _"));
        }
        for (String name : declaration.environment().keySet()) {
            if (!name.matches("[A-Za-z][A-Za-z0-9_]+") || name.startsWith("AWS_")) {
                flaws.add(new Flaw(
                        "spec.environment." + name,
                        "must begin with a letter, have letters, digits and _, and not start with AWS_, which"
                                + " is Lambda's"));
            }
        }
        return flaws;
    }
}
