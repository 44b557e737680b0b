package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.api.PlanView;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.PlanText;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.support.OneFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an environment may cost holds what makes it dearer, and nothing else. */
class BudgetTest {
    private static final String NETWORK = """
        kind: Network
        metadata: {name: main}
        spec: {cidr: 10.0.0.0/20, availabilityZones: 2, tiers: [public, private], natGateways: %s}
        """;
    private static final String TOPIC = """
        kind: Topic
        metadata: {name: alerts}
        spec: {}
        """;
    private static final String HOLD = ", budget: {monthlyUsd: %s, onExceed: hold}";

    @TempDir
    Path folder;

    private OneFile settled(String nat) {
        OneFile file = new OneFile(folder, NETWORK.formatted(nat));
        file.operated.settle(40);
        return file;
    }

    @Test
    void whatGetsDearerWaitsUntilTheBudgetIsRaised() {
        OneFile file = settled("none");
        Turned held = file.commit(HOLD.formatted("20"), NETWORK.formatted("one"), TOPIC);
        assertThat(OneFile.lines(held))
                .contains(
                        "nat-gateway/main-a create held", "elastic-ip/main-a create held", "topic/alerts create done");
        assertThat(held.snapshot().evidence())
                .anyMatch(why ->
                        why.contains("the usual cost would be 41.00 USD a month and budget.monthlyUsd is 20.00"));
        file.write(HOLD.formatted("50"), NETWORK.formatted("one"), TOPIC);
        assertThat(file.operated.settle(60).snapshot().sync()).isEqualTo("InSync");
    }

    @Test
    void whatGetsCheaperIsNeverHeld() {
        OneFile file = settled("per-zone");
        Turned turned = file.commit(HOLD.formatted("20"), NETWORK.formatted("one"));
        assertThat(OneFile.lines(turned)).contains("nat-gateway/main-b delete done");
    }

    @Test
    void aWarningHoldsNothingAndIsSaid() {
        OneFile file = new OneFile(folder, NETWORK.formatted("one"));
        file.write(", budget: {monthlyUsd: 20}", NETWORK.formatted("one"));
        Plan plan = file.operated.plan();
        assertThat(new PlanText(plan, false).text())
                .contains("Cost: +36.95 / +41.00 / +59.00 USD a month, to 36.95 / 41.00 / 59.00.")
                .contains("Budget: the usual cost would be 41.00 USD a month and budget.monthlyUsd is 20.00");
        PlanView.CostChange cost = PlanView.of(plan).cost().orElseThrow();
        assertThat(cost.monthlyUsd()).isEqualTo(41.0);
        assertThat(cost.before()).isEqualTo(0.0);
        assertThat(cost.after()).isEqualTo(41.0);
        assertThat(file.operated.settle(40).snapshot().sync()).isEqualTo("InSync");
        assertThat(new PlanText(file.operated.plan(), false).text())
                .contains("Cost: 36.95 / 41.00 / 59.00 USD a month, as before.");
    }
}
