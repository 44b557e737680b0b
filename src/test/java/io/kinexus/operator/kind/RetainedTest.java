package io.kinexus.operator.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.environment.Permit;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.gate.Circumstances;
import io.kinexus.operator.core.gate.Courses;
import io.kinexus.operator.core.gate.Ruling;
import io.kinexus.operator.core.gate.StatefulPermit;
import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Standing;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.engine.Kinds;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** T15 and T18: what holds data stays, whatever becomes of its file, until a commit gives leave for the live thing itself. */
class RetainedTest {
    private static final Instant NOW = Instant.parse("2026-01-05T15:00:00Z");
    private static final String ARN = "arn:aws:any:us-east-1:123456789012:the-live-one";
    /** Those of the issue; a key is made by no kind. */
    private static final Set<String> HOLD_DATA =
            Set.of("bucket", "db-instance", "db-replica", "replication-group", "secret", "table", "vpc");

    static Stream<String> stateful() {
        return Kinds.installed().all().stream().filter(ResourceKind::stateful).map(kind -> kind.name()
                .value());
    }

    @Test
    void everyKindThatHoldsDataSaysSo() {
        assertThat(stateful()).containsAll(HOLD_DATA);
    }

    @ParameterizedTest
    @MethodSource("stateful")
    void neitherDeletedNorReplacedWithoutLeaveForThisVeryOne(String kind) {
        for (Permit.Kind action : Permit.Kind.values()) {
            Permit leave = new Permit(action, ARN, NOW.plusSeconds(1), "");
            assertThat(ruling(kind, action, List.of(), Set.of())).isEqualTo("refuse");
            assertThat(ruling(kind, action, List.of(leave), Set.of())).isEqualTo("go");
            assertThat(ruling(kind, action, List.of(leave), Set.of(leave))).isEqualTo("refuse");
            assertThat(ruling(kind, action, List.of(new Permit(action, ARN, NOW, "")), Set.of()))
                    .isEqualTo("refuse");
            assertThat(ruling(kind, action, List.of(new Permit(action, ARN + "2", leave.until(), "")), Set.of()))
                    .isEqualTo("refuse");
            assertThat(ruling(kind, action, List.of(new Permit(other(action), ARN, leave.until(), "")), Set.of()))
                    .isEqualTo("refuse");
        }
    }

    private static Permit.Kind other(Permit.Kind action) {
        return action == Permit.Kind.DELETE ? Permit.Kind.REPLACE : Permit.Kind.DELETE;
    }

    private static String ruling(String kind, Permit.Kind action, List<Permit> permits, Set<Permit> used) {
        ResourceId id = ResourceId.of("test", kind, "main");
        Standing standing =
                new Standing(false, Kinds.installed().of(id.kind()).stateful(), false, false, true, Optional.of(ARN));
        Action change = action == Permit.Kind.DELETE
                ? new Action.Delete(id, "not declared any more")
                : new Action.Replace(id, "cannot be changed", List.of());
        Settings plain = SandboxDoor.SETTINGS;
        Settings settings = new Settings(
                plain.name(),
                plain.account(),
                plain.region(),
                plain.mode(),
                plain.tags(),
                plain.fast(),
                plain.slow(),
                plain.limits(),
                List.of(),
                permits);
        Step step = new Step(change, Optional.empty(), Set.of(), List.of(), standing, new Ruling.Go());
        return new StatefulPermit()
                .rule(
                        step,
                        new Plan("test", "sha256:1", NOW, List.of(step), List.of()),
                        new Circumstances(settings, NOW, false, Map.of(), used, Courses.none()))
                .decision();
    }
}
