package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.plan.PlanText;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.support.Operated;
import org.junit.jupiter.api.Test;

/**
 * Production from nothing while AWS's request rates are enforced: no read is tried twice in a turn and no time passes during
 * one, so that this is harder than AWS is. What is throttled comes later; nothing is made twice, and nothing is given up.
 */
class ThrottledTest {
    @Test
    void productionConvergesWithinAwssRequestRates() {
        Operated operated = ConvergeTest.operated("production");
        operated.sandbox.quotas().enforce(true);
        Turned last = operated.settle(400);
        String plan = last.snapshot()
                .plan()
                .map(one -> new PlanText(one, false).text())
                .orElse("");
        assertThat(last.snapshot().sync()).as(last.run().problems() + plan).isEqualTo("InSync");
        assertThat(last.snapshot().health()).as(plan).isEqualTo("Healthy");
        assertThat(operated.journal.open("production")).isEmpty();
        assertThat(operated.sandbox.quotas().throttled())
                .as("it was put to the test")
                .isNotEmpty();

        Operated unhurried = ConvergeTest.operated("production");
        unhurried.settle(400);
        assertThat(made(operated)).as("nothing is made twice").isEqualTo(made(unhurried));
    }

    private static long made(Operated operated) {
        return operated.sandbox.calls().stream()
                .filter(logged -> logged.result().equals("ok"))
                .filter(logged -> logged.call().action().matches("(Create|Register|Allocate|Run).*"))
                .count();
    }
}
