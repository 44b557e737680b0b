package io.kinexus.operator.kind.ecsservice;

import java.util.Optional;

/**
 * What to send of an update. From one target group to two, and back, AWS takes two deployments, and neither while another is
 * under way: the second group is attached by a rolling deployment of what runs, and only then does the strategy change; and
 * before it is let go, what runs is moved out of it. Pure.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/update-rolling-to-bluegreen.html">From rolling to blue/green</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/update-bluegreen-to-rolling.html">From blue/green to rolling</a>
 */
enum Move {
    /** All that differs, by the wanted strategy. */
    STRAIGHT,
    /** Nothing until the deployment under way has ended. */
    WAIT,
    /** The two groups alone, by a rolling deployment. */
    ATTACH,
    /** To the other group, by a deployment that moves traffic. */
    RETURN;

    /** @param serving the group in which the tasks stand; empty where AWS does not say, or it was not asked */
    static Move of(EcsServiceSpec wanted, EcsServiceLive live, Optional<String> serving) {
        boolean two = wanted.shifts();
        boolean turns = two != live.shifts()
                || wanted.deployment().shifts() == live.deploys().rolls();
        if (turns && live.deploying()) {
            return WAIT;
        }
        if (two && !live.shifts() && !live.targets().isEmpty()) {
            return ATTACH;
        }
        return wanted.leaves(live.shifts()) ? leaving(wanted, serving) : STRAIGHT;
    }

    private static Move leaving(EcsServiceSpec wanted, Optional<String> serving) {
        if (serving.isEmpty()) {
            return WAIT;
        }
        boolean stays = wanted.targets().stream()
                .anyMatch(target -> target.targetGroupArn().equals(serving.get()));
        return stays ? STRAIGHT : RETURN;
    }
}
