package io.kinexus.operator.blueprint.function;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.functionpermission.FunctionPermissionSpec;
import java.util.Optional;
import java.util.Set;

/** A Function as those see it that call it: by the alias that follows its newest version, and with a permission for each caller. */
public record Callee(Site site, String function) {
    private static final int TAIL = 6;

    /** What is called. */
    public String arn() {
        return site.ref("function-alias", function, "arn");
    }

    /** What must be there first, where nothing of the caller says so. */
    public ResourceId alias() {
        return site.id("function-alias", function);
    }

    /**
     * One AWS service may call it for one resource.
     *
     * @param caller unique among those of one function, such as {@code kinexus/uploaded}
     * @param principal such as {@code events.amazonaws.com}
     * @param sourceArn of what calls through it; stars allowed
     */
    public Declared<FunctionPermissionSpec> permission(String caller, String principal, String sourceArn) {
        String key = site.self().kind() + "/" + caller + " " + function;
        String plain = (caller + "-" + function).replaceAll("[^A-Za-z0-9_-]", "-");
        return Declared.of(
                        site.id(
                                "function-permission",
                                plain + "-" + Names.sha256(key).substring(0, TAIL)),
                        site.self(),
                        new FunctionPermissionSpec(
                                site.ref("function", function, "name"),
                                FunctionBlueprint.ALIAS,
                                principal,
                                Optional.of(sourceArn),
                                Optional.empty()))
                .after(Set.of(alias()));
    }
}
