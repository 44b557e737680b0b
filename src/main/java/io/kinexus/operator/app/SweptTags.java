package io.kinexus.operator.app;

import io.kinexus.operator.aws.EnvironmentTags;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.engine.Tags;
import java.util.List;
import java.util.Map;

/** The engine's port for tags, over AWS's tagging API. */
public final class SweptTags implements Tags {
    private final EnvironmentTags tags = new EnvironmentTags();

    @Override
    public Map<ResourceId, List<FieldChange>> drift(Scope scope) {
        return tags.drift(scope);
    }

    @Override
    public Map<ResourceId, DeclarationId> declarations(Scope scope) {
        return Ownership.sweep(scope).declarations();
    }

    @Override
    public Outcome repair(Scope scope, ResourceId id) {
        return tags.repair(scope, id);
    }
}
