package io.kinexus.operator.engine;

import io.kinexus.operator.core.cost.Charged;
import io.kinexus.operator.core.cost.Usage;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Spec;
import java.util.List;
import java.util.Optional;

/** What an environment uses of what AWS bills. What exists already is somebody else's, and not counted. Pure. */
public final class Charges {
    private Charges() {}

    /** As it is declared. */
    public static List<Charged> wanted(Kinds kinds, Desired desired) {
        return desired.resources().stream()
                .filter(one -> one.existing().isEmpty())
                .map(one -> new Charged(
                        one.id(),
                        Optional.of(one.from()),
                        usage(kinds.of(one.id().kind()), one)))
                .toList();
    }

    private static <S extends Spec> Usage usage(ResourceKind<S, ?> kind, Declared<?> one) {
        return kind.usage(kind.specType().cast(one.spec()));
    }
}
