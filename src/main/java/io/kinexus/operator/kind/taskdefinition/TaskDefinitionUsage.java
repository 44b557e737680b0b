package io.kinexus.operator.kind.taskdefinition;

import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Usage;

/**
 * What each task on Fargate is billed for while it runs.
 *
 * @see <a href="https://aws.amazon.com/fargate/pricing/">AWS Fargate pricing</a>
 */
final class TaskDefinitionUsage {
    private static final double UNITS = 1024;

    private TaskDefinitionUsage() {}

    static Usage of(String architecture, int cpu, int memory) {
        String processor = architecture.equals("ARM64") ? "Linux ARM" : "Linux x86";
        return Usage.each(
                Metered.hours("Fargate/" + processor + " vCPU", cpu / UNITS),
                Metered.hours("Fargate/" + processor + " memory", memory / UNITS));
    }
}
