package io.kinexus.operator.app;

import io.kinexus.operator.api.DiagnosisView;
import io.kinexus.operator.api.DiagnosisView.FindingView;
import io.kinexus.operator.cli.Refused;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.engine.Examined;
import io.kinexus.operator.rollout.diagnosis.Found;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was found, for people: all of it, or what one resource has to do with. */
final class Diagnosing {
    private Diagnosing() {}

    /**
     * @param wanted a declaration, a resource or a name
     * @throws Refused for one that is neither declared nor ours
     */
    static DiagnosisView view(Examined seen, List<Found> found, boolean ledger, Optional<String> wanted) {
        wanted.filter(name -> seen.plan().steps().stream()
                        .noneMatch(step -> is(name, step.id().local(), step.id().name(), step.from())))
                .ifPresent(name -> {
                    throw Refused.because("nothing of " + seen.plan().environment() + " is called " + name
                            + "; `kinexus plan` lists what there is, such as "
                            + seen.plan().steps().stream()
                                    .flatMap(step -> step.from().stream())
                                    .findFirst()
                                    .map(DeclarationId::toString)
                                    .orElse("nothing"));
                });
        return new DiagnosisView(
                seen.plan().environment(),
                ledger,
                found.stream()
                        .filter(one ->
                                wanted.map(name -> about(seen, one, name)).orElse(true))
                        .map(one -> finding(seen, one))
                        .toList());
    }

    private static Optional<DeclarationId> from(Examined seen, Found one) {
        return seen.plan().step(one.resource()).flatMap(Step::from);
    }

    private static boolean about(Examined seen, Found one, String name) {
        return is(name, one.resource().local(), one.resource().name(), from(seen, one))
                || one.says().contains(name);
    }

    private static boolean is(String wanted, String local, String name, Optional<DeclarationId> from) {
        return wanted.equals(local)
                || wanted.equals(name)
                || from.filter(declaration -> wanted.equals(declaration.toString()))
                        .isPresent();
    }

    private static FindingView finding(Examined seen, Found one) {
        return new FindingView(
                one.rank().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                one.resource().toString(),
                from(seen, one).map(DeclarationId::toString),
                one.says(),
                one.help(),
                one.evidence());
    }
}
