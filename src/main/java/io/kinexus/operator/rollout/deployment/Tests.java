package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.rollout.Ended;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * The declared test of a revision: one task of the revision, in no target group, and the Task that asks it. Both run before
 * anything is sent, since ECS holds none of its stages for anybody but a Lambda function of the user's.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html">Hooks</a>
 */
final class Tests {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final OneOffs oneOffs;

    Tests(OneOffs oneOffs) {
        this.oneOffs = oneOffs;
    }

    /** Starts first the one and then the other, unless they were started before. */
    Outcome run(Scope scope, Rollout rollout) {
        Optional<OneOff> preview = OneOff.preview(rollout);
        Optional<OneOff> known = OneOff.test(rollout, Optional.empty());
        if (preview.isEmpty()) {
            return known.map(test -> oneOffs.run(scope, test)).orElseGet(Outcome::done);
        }
        if (known.flatMap(test -> oneOffs.find(scope, test)).isPresent()) {
            return Outcome.done();
        }
        Outcome begun = oneOffs.run(scope, preview.get());
        Optional<String> address = oneOffs.find(scope, preview.get()).flatMap(OneOffTask::address);
        return address.flatMap(host -> OneOff.test(rollout, Optional.of(host)))
                .map(test -> oneOffs.run(scope, test))
                .orElseGet(() -> begun.fold(
                        done -> Outcome.waiting("a task of the new revision", SOON),
                        waits -> waits,
                        again -> again,
                        never -> never));
    }

    /** How it ended; told only once the task that it was about has been told to stop. */
    Optional<Ended> ended(Scope scope, Rollout rollout) {
        Optional<Ended> end = OneOff.test(rollout, Optional.empty()).flatMap(test -> oneOffs.ended(scope, test));
        Optional<OneOff> preview = OneOff.preview(rollout);
        if (preview.isEmpty()) {
            return end;
        }
        if (end.isPresent()) {
            return oneOffs.stop(scope, preview.get(), "the test has ended")
                    .fold(done -> end, waits -> Optional.empty(), again -> Optional.empty(), never -> end);
        }
        return oneOffs.ended(scope, preview.get()).map(gone -> {
            OneOff.test(rollout, Optional.empty())
                    .ifPresent(test -> oneOffs.stop(scope, test, "what it was to test has stopped"));
            return new Ended(false, "the task of the new revision stopped by itself, " + gone.said(), gone.log());
        });
    }

    /** Tells both to stop, where they run. */
    Outcome stop(Scope scope, Rollout rollout, String why) {
        OneOff.preview(rollout).ifPresent(preview -> oneOffs.stop(scope, preview, why));
        return OneOff.test(rollout, Optional.empty())
                .map(test -> oneOffs.stop(scope, test, why))
                .orElseGet(Outcome::done);
    }
}
