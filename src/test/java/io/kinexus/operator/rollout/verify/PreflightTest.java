package io.kinexus.operator.rollout.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.rollout.Verification;
import io.kinexus.operator.core.rollout.Verification.Check;
import io.kinexus.operator.core.rollout.Verification.Result;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All checks together: every one answers, whatever happens to it. */
class PreflightTest {
    private final SandboxDoor door = new SandboxDoor();
    private final Preflight preflight =
            new Preflight(() -> door.sandbox().clock().instant());

    @AfterEach
    void close() {
        door.close();
    }

    @ParameterizedTest
    @EnumSource(SandboxDoor.Way.class)
    void everythingReadyPassesOnBothDoors(SandboxDoor.Way way) {
        try (SandboxDoor other = new SandboxDoor(SandboxScript.plain(), way)) {
            Ready world = new Ready(other.scope());
            world.run(Ready.IMAGE + "1", 2);
            other.sandbox().advance(Duration.ofMinutes(5));
            Verification all =
                    new Preflight(() -> other.sandbox().clock().instant()).verify(other.scope(), world.policy());
            assertThat(all.checks())
                    .extracting(Check::name)
                    .containsExactly(
                            "image",
                            "execution-role",
                            "secrets",
                            "target-group",
                            "addresses",
                            "fargate-quota",
                            "listener",
                            "certificate",
                            "alarms");
            assertThat(all.checks())
                    .allSatisfy(
                            one -> assertThat(one.result()).as(one.toString()).isEqualTo(Result.PASSED));
        }
    }

    private Check check(Policy policy, String name) {
        return preflight.verify(door.scope(), policy).checks().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anAccountThatCannotBeReadIsNotCheckedAndNothingPasses() {
        Ready world = new Ready(door.scope());
        door.fail();
        Verification all = preflight.verify(door.scope(), world.policy());
        assertThat(all.checks()).hasSize(9).allSatisfy(one -> {
            assertThat(one.result()).as(one.toString()).isEqualTo(Result.NOT_CHECKED);
            assertThat(one.said()).contains("could not be read").contains("InternalError");
        });
        assertThat(all.failures()).isEmpty();
        assertThatThrownBy(() -> preflight.digest(door.scope(), Ready.IMAGE + "1"))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void alarmsAreNotAskedForBeyondTheShare() {
        Ready world = new Ready(door.scope());
        int before = door.sandbox().calls().size();
        Check alarms = new Preflight(() -> door.sandbox().clock().instant(), scope -> false)
                .verify(door.scope(), world.policy()).checks().stream()
                        .filter(one -> one.name().equals("alarms"))
                        .findFirst()
                        .orElseThrow();
        assertThat(alarms.result()).isEqualTo(Result.NOT_CHECKED);
        assertThat(alarms.said()).contains("DescribeAlarms is used up for this second");
        assertThat(door.sandbox().calls().stream().skip(before))
                .noneMatch(logged -> logged.call().action().equals("DescribeAlarms"));
    }

    @Test
    void aQuotaWithoutUsageIsNotKnown() {
        Ready world = new Ready(door.scope());
        Check check = check(world.policy(), "fargate-quota");
        assertThat(check.result()).isEqualTo(Result.NOT_CHECKED);
        assertThat(check.said()).contains("no usage of Fargate for the last hour");
    }

    @Test
    void whatATagStandsForIsItsDigestAndNothingElsewhere() {
        Optional<String> digest = preflight.digest(door.scope(), Ready.IMAGE + "1");
        assertThat(digest.orElseThrow()).matches("sha256:[0-9a-f]{64}");
        assertThat(preflight.digest(door.scope(), Ready.IMAGE + "1")).isEqualTo(digest);
        assertThat(preflight.digest(door.scope(), Ready.IMAGE + "2")).isNotEqualTo(digest);
        String pinned = Ready.IMAGE.replace(":", "@") + digest.get();
        assertThat(preflight.digest(door.scope(), pinned)).isEqualTo(digest);
        assertThat(preflight.digest(door.scope(), Ready.IMAGE + "1-missing")).isEmpty();
        assertThat(preflight.digest(door.scope(), "nginx:1")).isEmpty();
    }

    @Test
    void twoServicesOfOneSweepAskOnce() {
        Ready world = new Ready(door.scope());
        var scope = door.scope();
        preflight.verify(scope, world.policy());
        int before = door.sandbox().calls().size();
        preflight.verify(scope, world.policy());
        assertThat(door.sandbox().calls().size() - before).isZero();
    }
}
