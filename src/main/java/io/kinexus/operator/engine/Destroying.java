package io.kinexus.operator.engine;

import io.kinexus.operator.core.environment.Limits;
import io.kinexus.operator.core.environment.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * Desired state in which nothing of an environment is wanted while a person has it destroyed: what is there is then removed
 * as what nobody declares, in reverse order and through every gate. Its own settings stay, permits and freezes included.
 */
public final class Destroying implements DesiredState {
    private final DesiredState files;
    private final Memory memory;

    public Destroying(DesiredState files, Memory memory) {
        this.files = files;
        this.memory = memory;
    }

    @Override
    public List<String> environments() {
        return files.environments();
    }

    @Override
    public void renew(String environment, String commit) {
        files.renew(environment, commit);
    }

    @Override
    public Reading read(String environment) {
        Reading reading = files.read(environment);
        return memory.destruction(environment)
                .map(word -> reading.<Reading>fold(
                        desired -> new Reading.Complete(emptied(desired, word)), Reading.Broken::new))
                .orElse(reading);
    }

    /** The same environment without any resource. */
    public static Desired emptied(Desired desired, Destruction word) {
        Settings own = desired.settings();
        Settings settings =
                own.limits(new Limits(word.maxDeletes(), own.limits().maxConcurrentRollouts()));
        List<String> said = new ArrayList<>(desired.behind());
        said.add("is being destroyed, as " + word.by() + " asked at " + word.at() + "; `kinexus destroy " + own.name()
                + " --cancel` ends that, and makes it again");
        return new Desired(settings, desired.commit(), List.of(), List.of(), said);
    }
}
