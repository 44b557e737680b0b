package io.kinexus.operator.rollout.diagnosis;

import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.engine.Examined;
import java.util.ArrayList;
import java.util.List;

/** Revisions that are kept out and rollouts that wait for a person, where a ledger is at hand. */
final class RolloutExam implements Exam {
    @Override
    public String name() {
        return "rollouts";
    }

    @Override
    public List<Found> look(Scope scope, Examined seen) {
        List<Found> found = new ArrayList<>();
        seen.courses()
                .quarantines()
                .forEach((service, quarantine) -> found.add(new Found(
                        Rank.KEPT_BACK,
                        service,
                        "revision "
                                + quarantine
                                        .revision()
                                        .substring(
                                                0,
                                                Math.min(
                                                        8, quarantine.revision().length())) + " was taken back at "
                                + quarantine.at() + " and is kept out: " + quarantine.because(),
                        "declare another revision; where the reason was not the revision, `kinexus release "
                                + scope.environment() + " " + service.name() + "`")));
        seen.courses().newest().forEach((service, rollout) -> held(scope, service, rollout, found));
        return found;
    }

    private static void held(Scope scope, ResourceId service, Rollout rollout, List<Found> found) {
        String word = rollout.state().word();
        String name = scope.environment() + " " + service.name();
        if (word.equals("Held")) {
            found.add(new Found(
                    Rank.KEPT_BACK,
                    service,
                    "its rollout waits for a person: " + rollout.state().because(),
                    "`kinexus continue " + name + "` or `kinexus rollback " + name + "`"));
        } else if (!rollout.state().over() && !word.equals("Watching")) {
            found.add(new Found(
                    Rank.WAITS,
                    service,
                    "a rollout is " + word + ": " + rollout.state().because(),
                    "`kinexus rollouts " + scope.environment() + "` follows it"));
        }
    }
}
