package io.kinexus.operator.engine;

import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.List;
import java.util.Map;

/** The environment's own tags on everything that AWS's tagging API covers: compared and written for all kinds alike. */
public interface Tags {
    /**
     * Tags of the environment that are missing, or have another value, on what is ours.
     *
     * @throws RuntimeException when they could not all be read
     */
    Map<ResourceId, List<FieldChange>> drift(Scope scope);

    /**
     * Which declaration asked for what is ours, as far as tags tell.
     *
     * @throws RuntimeException when they could not all be read
     */
    Map<ResourceId, DeclarationId> declarations(Scope scope);

    /** Puts the environment's tags back on this resource. */
    Outcome repair(Scope scope, ResourceId id);
}
