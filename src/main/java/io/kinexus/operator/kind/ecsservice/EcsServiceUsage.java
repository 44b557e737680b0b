package io.kinexus.operator.kind.ecsservice;

import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Usage;
import io.kinexus.operator.core.cost.Usage.Copies;
import io.kinexus.operator.core.cost.Usage.Place;
import java.util.Collection;
import java.util.Comparator;

/** How many tasks a service runs and where; what each is billed for is its task definition's, but for a public address. */
final class EcsServiceUsage {
    private static final String SPOT = "FARGATE_SPOT";

    private EcsServiceUsage() {}

    static Usage of(int count, Collection<EcsServiceSpec.Share> capacity, boolean publicIp) {
        Usage each = publicIp ? Usage.each(Metered.hours("VPC/public IPv4 address", 1)) : Usage.NONE;
        return each.copies(new Copies(
                count,
                capacity.stream()
                        .sorted(Comparator.comparing(EcsServiceSpec.Share::provider))
                        .map(one -> new Place(one.provider().equals(SPOT), one.weight(), one.base()))
                        .toList()));
    }
}
