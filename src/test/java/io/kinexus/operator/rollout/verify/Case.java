package io.kinexus.operator.rollout.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.policy.Contents;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.rollout.Verification.Check;
import io.kinexus.operator.core.rollout.Verification.Result;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One check of service {@code api}, which runs two tasks.
 *
 * @param change what somebody did to the account
 */
record Case(
        String reason,
        Consumer<Ready> change,
        Function<Ready, Policy> policy,
        String check,
        Result result,
        String said) {
    static final Consumer<Ready> NOTHING = world -> {};

    void holds() {
        try (SandboxDoor door = new SandboxDoor()) {
            Ready world = new Ready(door.scope());
            world.run(Ready.IMAGE + "1", 2);
            door.sandbox().advance(Duration.ofMinutes(5));
            change.accept(world);
            Check found = new Preflight(() -> door.sandbox().clock().instant())
                    .verify(door.scope(), policy.apply(world)).checks().stream()
                            .filter(one -> one.name().equals(check))
                            .findFirst()
                            .orElseThrow();
            assertThat(found.said()).contains(said);
            assertThat(found.result()).isEqualTo(result);
        }
    }

    @Override
    public String toString() {
        return check + " " + result + ": " + reason;
    }

    static Policy with(Ready world, String image, String architecture, String role, int cpu, int count) {
        Contents as = world.contents();
        return world.policy(
                new Contents(image, architecture, role, as.secrets(), cpu, as.memory(), count), world.place());
    }
}
