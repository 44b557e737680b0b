package io.kinexus.operator.sandbox.ecs;

import java.util.List;
import java.util.Optional;

/** What the account's other services say to ECS. */
interface World {
    /** A network interface of a task. */
    record Place(String interfaceId, String subnet, String zone, String ip, String mac) {}

    /** Whether ECS tasks may assume it. */
    boolean roleAssumable(String arn);

    /** Whether ECS itself may assume it, to move traffic. */
    boolean roleAssumableByEcs(String arn);

    /** Makes ECS's service-linked role, as the first service of an account does. */
    void linkRole();

    /** @param reference as in valueFrom: an ARN, or an ARN with {@code :key:stage:version} */
    boolean secretReadable(String reference);

    boolean subnetExists(String id);

    boolean groupExists(String id);

    /** Empty when the subnet has no address left. */
    Optional<Place> take(String subnet, List<String> groups, String description);

    void giveBack(Place place);

    /** Whether the metric alarm of this name is in ALARM. */
    boolean firing(String alarm);
}
