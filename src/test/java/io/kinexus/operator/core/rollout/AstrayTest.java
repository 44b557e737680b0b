package io.kinexus.operator.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.rollout.Deployment.Status;
import io.kinexus.operator.core.rollout.State.Next;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ECS goes back to a task definition whose new tasks would read the secret that is taken back. */
class AstrayTest {
    private static final Order ORDER = Scene.wanted(Strategy.CANARY).order();

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OVERTAKEN")
    void theRevisionIsSentWithItsSecretsOnceTrafficIsBack(Cause cause) {
        Next next = warm(cause).next(facts(0, true), ORDER);
        assertThat(next.commands()).containsExactly(Command.RESTORE);
        assertThat(next.state()).isInstanceOfSatisfying(RollingBack.class, back -> {
            assertThat(back.cold()).isTrue();
            assertThat(back.because()).contains("new tasks of it would read other secrets");
        });
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void withTheSameSecretsThatIsAll(Cause cause) {
        assertThat(warm(cause).next(facts(0, false), ORDER).state()).isNotInstanceOf(RollingBack.class);
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void notWhileTrafficIsStillMoving(Cause cause) {
        assertThat(warm(cause).next(facts(5, true), ORDER)).isEqualTo(Next.to(warm(cause)));
    }

    /** What is newer brings its own. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.INCLUDE, names = "OVERTAKEN")
    void notForWhatIsOvertaken(Cause cause) {
        assertThat(warm(cause).next(facts(0, true), ORDER).state()).isInstanceOf(State.Superseded.class);
    }

    private static RollingBack warm(Cause cause) {
        return new RollingBack(Scene.sent(), cause, false, Scene.at(10), "20 % errors");
    }

    private static Facts facts(double percent, boolean astray) {
        Facts plain = Scene.seen(11)
                .with(Scene.ended(Status.ROLLED_BACK, percent, ""))
                .facts();
        return new Facts(
                plain.now(),
                plain.wish(),
                plain.verified(),
                plain.migration(),
                plain.test(),
                plain.deployment(),
                plain.health(),
                plain.good(),
                astray);
    }
}
