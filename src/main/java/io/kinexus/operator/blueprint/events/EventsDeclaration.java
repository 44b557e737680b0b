package io.kinexus.operator.blueprint.events;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Default;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Range;
import java.time.Duration;
import java.util.List;

/** A queue of changes. */
@Doc("A queue and the rules that fill it, by which AWS tells the operator of changes.")
public record EventsDeclaration(
        @Doc("Whose changes are told: ecs, alarms, or cloudtrail for changes made by hand.")
        @Range(min = 1, max = 3)
        @Default("[ecs, alarms, cloudtrail]")
        List<From> sources,

        @Doc("How long what nobody read is kept.") @Default("1h") @Range(min = 60, max = 1209600)
        Duration retention)
        implements Declaration {

    /** Where events come from. */
    public enum From {
        ECS,
        ALARMS,
        CLOUDTRAIL
    }
}
