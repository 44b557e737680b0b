package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.aws.request.IamNames;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.PlanText;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.engine.Kinds;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.rollout.RolloutPermissions;
import io.kinexus.operator.sandbox.control.SandboxYaml;
import io.kinexus.operator.support.CallBudget;
import io.kinexus.operator.support.Operated;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The environments that are shipped, from nothing to converged and quiet. */
class ConvergeTest {
    private static final Path SHIPPED = Path.of("desired-state");

    static Operated operated(String environment) {
        return new Operated(
                new DesiredFolder(SHIPPED, io.kinexus.operator.desired.Kinds.installed()),
                environment,
                SandboxYaml.read(SHIPPED.resolve("sandbox.yaml")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "staging", "development"})
    void convergesAndStaysQuiet(String environment) {
        Operated operated = operated(environment);
        Turned last = operated.settle(200);
        assertThat(last.snapshot().sync()).as(describe(last)).isEqualTo("InSync");
        assertThat(last.snapshot().health()).as(describe(last)).isEqualTo("Healthy");
        assertThat(operated.journal.open(environment)).isEmpty();

        CallBudget.holdsMaking(operated);

        int writes = operated.writes().size();
        Plan second = operated.plan();
        assertThat(second.complete()).as(new PlanText(second, false).text()).isTrue();
        assertThat(second.empty()).as(new PlanText(second, false).text()).isTrue();
        for (int i = 0; i < 10; i++) {
            operated.sandbox.advance(Duration.ofMinutes(1));
            operated.turn(i % 3 == 0 ? "wake" : "schedule");
        }
        assertThat(operated.writes()).as("ten quiet turns write nothing").hasSize(writes);
        CallBudget.holdsLooking(operated);
        onlyWhatKindsDeclare(operated);
        Exposure.onlyTheLoadBalancerIsOpen(operated);
    }

    /** Every call that was made is one that some kind declared for the IAM policy. */
    private static void onlyWhatKindsDeclare(Operated operated) {
        Set<String> declared = Stream.concat(
                        Kinds.installed().all().stream().flatMap(kind -> kind.permissions().stream()),
                        RolloutPermissions.ALL.stream())
                .map(Permission::action)
                .map(action -> action.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        Set<String> called = operated.sandbox.calls().stream()
                .map(logged ->
                        IamNames.action(logged.call().service(), logged.call().action()))
                .map(action -> action.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        called.removeAll(declared);
        assertThat(called).as("calls that nothing declared").isEmpty();
    }

    private static String describe(Turned turned) {
        return turned.run().problems() + "\n" + turned.run().lines() + "\n"
                + turned.snapshot().evidence() + "\n"
                + turned.snapshot()
                        .plan()
                        .map(plan -> new PlanText(plan, false).text())
                        .orElse("");
    }
}
