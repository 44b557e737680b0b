package io.kinexus.operator.cli;

import io.kinexus.operator.api.Accepted;
import io.kinexus.operator.api.EnvironmentDetail;
import io.kinexus.operator.api.RolloutView;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Parameters;

/** A verb that asks something of one service's newest rollout. */
abstract class ServiceVerb extends RemoteVerb {
    private static final String ROLLOUTS = "rollouts";

    @Parameters(index = "1", paramLabel = "SERVICE", description = "The service, by its name in the files.")
    private String service = "";

    ServiceVerb(Console console) {
        super(console);
    }

    String service() {
        return service;
    }

    /** @return the exit code */
    int ask(String what) {
        return said(controller().post(Accepted.class, ROLLOUTS, newest().id(), what));
    }

    int ask(String what, Object body) {
        return said(controller().post(Accepted.class, body, ROLLOUTS, newest().id(), what));
    }

    int said(Accepted answer) {
        answer(answer, answer.environment() + ": " + answer.what());
        return Exit.FINE;
    }

    private RolloutView newest() {
        List<RolloutView> rollouts = controller()
                .get(EnvironmentDetail.class, ENVIRONMENTS, environment())
                .rollouts();
        return rollouts.stream()
                .filter(one -> one.service().equals(service))
                .findFirst()
                .orElseThrow(() -> Refused.because("there is no rollout of " + service + " in " + environment()
                        + known(rollouts.stream().map(RolloutView::service).collect(Collectors.toSet()))));
    }

    private static String known(Set<String> services) {
        return services.isEmpty()
                ? ", nor of any other service"
                : "; there are rollouts of " + services.stream().sorted().collect(Collectors.joining(", "));
    }
}
