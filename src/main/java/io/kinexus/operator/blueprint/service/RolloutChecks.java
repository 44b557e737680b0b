package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.service.RolloutSettings.Strategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Rollout fields that do not fit their strategy, or that ECS would not take.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html">DeploymentConfiguration</a>
 */
final class RolloutChecks {
    private static final int PERCENT = 100;
    private static final int MINUTE = 60;
    /** Looks that the judge takes at a step before it can be sure. */
    private static final int LOOKS = 3;

    private final ServiceDeclaration service;
    private final RolloutSettings rollout;
    private final List<Flaw> flaws = new ArrayList<>();

    private RolloutChecks(ServiceDeclaration service, RolloutSettings rollout) {
        this.service = service;
        this.rollout = rollout;
    }

    static List<Flaw> check(ServiceDeclaration service) {
        RolloutChecks checks = new RolloutChecks(service, service.rolloutOrPlain());
        checks.strategy();
        checks.steps();
        checks.minutes();
        checks.envelope();
        checks.metrics();
        return checks.flaws;
    }

    private void wrong(String path, String message) {
        flaws.add(new Flaw("spec.rollout." + path, message));
    }

    private void strategy() {
        Strategy strategy = rollout.strategy();
        only("percent", rollout.percent().isPresent(), List.of(Strategy.CANARY));
        only("step", rollout.step().isPresent(), List.of(Strategy.LINEAR));
        only("stepBake", rollout.stepBake().isPresent(), List.of(Strategy.CANARY, Strategy.LINEAR));
        only("bake", rollout.bake().isPresent(), List.of(Strategy.BLUE_GREEN, Strategy.CANARY, Strategy.LINEAR));
        if (strategy.twoGroups() && service.ingress().isEmpty()) {
            wrong("strategy", word(strategy) + " moves traffic and needs ingress; without one only rolling works");
        }
        service.ingress()
                .flatMap(ServiceDeclaration.Ingress::test)
                .filter(port -> !strategy.twoGroups())
                .ifPresent(port -> flaws.add(new Flaw(
                        "spec.ingress.test", "only leads somewhere with blue-green, canary or linear; remove it")));
    }

    /** ECS takes 100 and then holds nothing: that is blue-green, and says so there. */
    private void steps() {
        share("percent", rollout.percent());
        share("step", rollout.step());
        rollout.deadline()
                .filter(deadline -> deadline.compareTo(rollout.stepping()) <= 0)
                .ifPresent(deadline -> wrong(
                        "deadline",
                        "the steps alone are held for " + rollout.stepping().toMinutes() + "m; raise it"));
        boolean held = List.of(Strategy.CANARY, Strategy.LINEAR).contains(rollout.strategy());
        rollout.analysis()
                .filter(analysis -> held && rollout.stepBakeOrUsual().compareTo(verdict(analysis)) < 0)
                .ifPresent(analysis -> wrong(
                        "stepBake",
                        "is too short for a verdict, which takes three intervals and a minute: at least "
                                + (int) Math.ceil(verdict(analysis).toSeconds() / (double) MINUTE) + "m"));
    }

    private static Duration verdict(RolloutSettings.Analysis analysis) {
        return analysis.interval().multipliedBy(LOOKS).plusSeconds(MINUTE);
    }

    private void share(String field, Optional<Double> percent) {
        percent.filter(value -> BigDecimal.valueOf(value).stripTrailingZeros().scale() > 1)
                .ifPresent(value -> wrong(field, value + " must be in steps of 0.1"));
        percent.filter(value -> value >= PERCENT)
                .ifPresent(value -> wrong(field, "100 leaves nothing to hold; take strategy blue-green for that"));
    }

    private void only(String field, boolean there, List<Strategy> strategies) {
        if (there && !strategies.contains(rollout.strategy())) {
            String names = String.join(
                    " or ", strategies.stream().map(RolloutChecks::word).toList());
            wrong(field, "belongs to " + names + ", and the strategy is " + word(rollout.strategy()));
        }
    }

    private static String word(Strategy strategy) {
        return strategy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void minutes() {
        whole("bake", rollout.bake());
        whole("stepBake", rollout.stepBake());
    }

    private void whole(String field, Optional<Duration> time) {
        time.filter(value -> value.toSeconds() % MINUTE != 0)
                .ifPresent(value -> wrong(field, "ECS takes whole minutes, such as 5m"));
    }

    /** A floor that reaches the ceiling lets nothing start and nothing stop: ECS then stalls without an error. */
    private void envelope() {
        if (rollout.strategy().twoGroups()) {
            return;
        }
        int least = service.scaling().map(ScalingSettings::min).orElseGet(() -> service.desiredCount()
                .orElse(1));
        int most = service.scaling().map(ScalingSettings::max).orElse(least);
        for (int count = Math.max(1, least); count <= most; count++) {
            int floor = (int) Math.ceil(rollout.minimumHealthyPercent() * count / (double) PERCENT);
            int ceiling = (int) Math.floor(rollout.maximumPercent() * count / (double) PERCENT);
            if (floor >= count && ceiling <= count) {
                wrong(
                        "maximumPercent",
                        "with " + count + " tasks, at least " + floor + " must run and at most " + ceiling
                                + " may, so that nothing could ever be replaced; raise it, or lower"
                                + " minimumHealthyPercent");
                return;
            }
        }
    }

    private void metrics() {
        List<RolloutSettings.Metric> metrics =
                rollout.analysis().map(RolloutSettings.Analysis::metrics).orElse(List.of());
        for (int i = 0; i < metrics.size(); i++) {
            RolloutSettings.Metric metric = metrics.get(i);
            if (metric.max().isEmpty()
                    && metric.maxMs().isEmpty()
                    && metric.against().isEmpty()) {
                wrong("analysis.metrics[" + i + "]", "needs max, maxMs or against: there is nothing to judge by");
            }
            if (metric.max().isPresent() && metric.maxMs().isPresent()) {
                wrong("analysis.metrics[" + i + "]", "has max (percent) and maxMs (milliseconds); keep one");
            }
            if (metric.direction() != RolloutSettings.Direction.INCREASE) {
                wrong(
                        "analysis.metrics[" + i + "].direction",
                        "only increase is judged: metrics are shares of bad requests, and fewer are never worse");
            }
            if (metric.name().startsWith("latency") && metric.maxMs().isEmpty()) {
                wrong("analysis.metrics[" + i + "].maxMs", "is needed for latency: how long a request may take");
            }
            if (metric.tolerance().isPresent() && metric.against().isEmpty()) {
                wrong("analysis.metrics[" + i + "].tolerance", "needs against: baseline to be measured from");
            }
        }
    }
}
