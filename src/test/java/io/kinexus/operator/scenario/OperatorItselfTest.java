package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.plan.PlanText;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.sandbox.control.SandboxYaml;
import io.kinexus.operator.support.Operated;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The operator as a Service among its own Database and Cache, which it keeps like any other. */
class OperatorItselfTest {
    private static final Path FOLDER = Path.of("docker", "operator", "desired-state");

    @Test
    void theOperatorReconcilesItself() {
        Operated operated = new Operated(
                new DesiredFolder(FOLDER, Kinds.installed()),
                "operator",
                SandboxYaml.read(FOLDER.resolve("sandbox.yaml")));
        Turned last = operated.settle(200);
        assertThat(last.snapshot().sync())
                .as(new PlanText(operated.plan(), false).text())
                .isEqualTo("InSync");
        assertThat(last.snapshot().health())
                .as(new PlanText(operated.plan(), false).text())
                .isEqualTo("Healthy");
        assertThat(operated.plan().empty()).isTrue();
    }
}
