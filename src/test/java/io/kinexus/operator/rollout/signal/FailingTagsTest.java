package io.kinexus.operator.rollout.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.health.Verdict.Level;
import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.rollout.Health;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each of the contract's failing tags, sent out by ECS, and how soon the signals tell. */
class FailingTagsTest {
    /** Ten seconds to pull, a few to start, then what the tag does; and what the signal takes on top. */
    @ParameterizedTest
    @CsvSource({
        "CANARY,missing,35,true,image",
        "CANARY,nosecret,35,true,secret",
        "CANARY,norole,35,true,role",
        "CANARY,arm,35,true,processor",
        "CANARY,crash,45,false,exit code 1",
        "CANARY,oom,100,false,out of memory",
        "CANARY,flaky,130,false,exit code 1",
        "CANARY,unhealthy,100,false,health checks failed",
        "BLUE_GREEN,missing,35,true,image",
        "BLUE_GREEN,crash,45,false,exit code 1",
        "BLUE_GREEN,unhealthy,100,false,health checks failed",
        "LINEAR,norole,35,true,role",
        "LINEAR,flaky,130,false,exit code 1",
        "ROLLING,missing,35,true,image",
        "ROLLING,crash,45,false,exit code 1",
        "ROLLING,oom,100,false,out of memory",
        "ROLLING,flaky,130,false,exit code 1",
        "ROLLING,unhealthy,100,false,health checks failed",
    })
    void isSeen(Strategy strategy, String tag, int seconds, boolean decisive, String says) {
        SignalWorld world = new SignalWorld(strategy, 2);
        world.create("web");
        world.advance(900);
        world.send("web", "2-" + tag);
        Optional<Duration> took = world.until(
                "web", Duration.ofMinutes(5), health -> health.signals().level() == Level.UNHEALTHY);
        assertThat(took).hasValueSatisfying(time -> assertThat(time).isLessThanOrEqualTo(Duration.ofSeconds(seconds)));
        Health health = world.look("web");
        assertThat(health.decisive()).isEqualTo(decisive);
        assertThat(health.signals().because()).anySatisfy(why -> assertThat(why).contains(says));
        world.restart();
        assertThat(world.look("web").signals().level()).isEqualTo(Level.UNHEALTHY);
    }
}
