package io.kinexus.operator.sandbox.elbv2;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.sandbox.elbv2.Targets.Health;
import io.kinexus.operator.support.Balanced;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;

/** The group checks each 10 s, two passes or failures in a row decide, draining takes 300 s. */
class TargetHealthTest {
    private static final String IP = "10.0.0.10";
    private static final int PORT = 8000;

    private final SandboxDoor door = new SandboxDoor();
    private final AtomicInteger status = new AtomicInteger(200);
    private final Balanced around = Balanced.network(door.scope());
    private String listener = "";
    private String group = "";

    @BeforeEach
    void behindAListener() {
        group = around.group("blue");
        listener = around.listener(around.balancer("main"), 80);
        around.elb()
                .modifyTargetGroup(
                        r -> r.targetGroupArn(group).healthyThresholdCount(2).unhealthyThresholdCount(2));
        rule(1, group);
    }

    @Test
    void onePassMakesANewTargetHealthy() {
        register();
        assertThat(health()).isEqualTo(Health.INITIAL);
        pass(10);
        assertThat(health()).isEqualTo(Health.HEALTHY);
    }

    @Test
    void twoFailuresMakeItUnhealthyAndTwoPassesHealthyAgain() {
        register();
        pass(10);
        status.set(503);
        pass(10);
        assertThat(health()).as("one failure is not enough").isEqualTo(Health.HEALTHY);
        pass(10);
        assertThat(health()).isEqualTo(Health.UNHEALTHY);
        assertThat(described().reason()).isEqualTo(TargetHealthReasonEnum.TARGET_RESPONSE_CODE_MISMATCH);
        assertThat(described().description()).isEqualTo("Health checks failed with these codes: [503]");
        status.set(200);
        pass(10);
        assertThat(health()).as("one pass is not enough").isEqualTo(Health.UNHEALTHY);
        pass(10);
        assertThat(health()).isEqualTo(Health.HEALTHY);
    }

    @Test
    void failuresThatAreNotInARowDoNotCount() {
        register();
        pass(10);
        for (int i = 0; i < 4; i++) {
            status.set(i % 2 == 0 ? 503 : 200);
            pass(10);
        }
        assertThat(health()).isEqualTo(Health.HEALTHY);
    }

    @Test
    void oneThatNeverAnswersTimesOut() {
        status.set(0);
        register();
        pass(20);
        assertThat(health()).isEqualTo(Health.UNHEALTHY);
        assertThat(described().reason()).isEqualTo(TargetHealthReasonEnum.TARGET_TIMEOUT);
    }

    @Test
    void takenOutItDrainsAndIsThenGone() {
        register();
        pass(10);
        act(() -> {
            targets().deregister(group, IP, PORT);
            return group;
        });
        assertThat(health()).isEqualTo(Health.DRAINING);
        pass(299);
        assertThat(health()).isEqualTo(Health.DRAINING);
        pass(1);
        assertThat(health()).isEqualTo(Health.UNKNOWN);
        assertThat(described().reason()).isEqualTo(TargetHealthReasonEnum.TARGET_NOT_REGISTERED);
    }

    @Test
    void theGroupsOwnDelayCounts() {
        TargetGroupAttribute delay =
                TargetGroupAttribute.builder().key(Attributes.DELAY).value("30").build();
        around.elb().modifyTargetGroupAttributes(r -> r.targetGroupArn(group).attributes(delay));
        register();
        pass(10);
        TargetDescription target = target(IP, PORT);
        around.elb().deregisterTargets(r -> r.targetGroupArn(group).targets(target));
        pass(30);
        assertThat(health()).isEqualTo(Health.UNKNOWN);
    }

    @Test
    void registeredAgainWhileItDrainsItBeginsAnew() {
        register();
        pass(10);
        act(() -> {
            targets().deregister(group, IP, PORT);
            targets().register(group, IP, PORT, status::get);
            return group;
        });
        assertThat(health()).isEqualTo(Health.INITIAL);
        pass(400);
        assertThat(health()).as("the old drain takes nothing with it").isEqualTo(Health.HEALTHY);
    }

    @Test
    void twoPortsOfOneAddressAreTwoTargets() {
        register();
        act(() -> {
            targets().register(group, IP, 8001, () -> 503);
            return group;
        });
        pass(20);
        assertThat(targets().health(group, IP, PORT)).isEqualTo(Health.HEALTHY);
        assertThat(targets().health(group, IP, 8001)).isEqualTo(Health.UNHEALTHY);
    }

    @Test
    void behindNoListenerItIsUnusedUntilARuleLeadsThere() {
        group = around.group("green");
        register();
        pass(60);
        assertThat(health()).isEqualTo(Health.UNUSED);
        assertThat(described().reason()).isEqualTo(TargetHealthReasonEnum.TARGET_NOT_IN_USE);
        rule(2, group);
        assertThat(health()).isEqualTo(Health.INITIAL);
        pass(10);
        assertThat(health()).isEqualTo(Health.HEALTHY);
    }

    @Test
    void weightsSayHowARulesRequestsAreSplit() {
        String green = around.group("green");
        Elbv2Sandbox elb = account();
        String rule = elb.trafficOf(List.of(group)).get(0).ruleArn();
        act(() -> {
            elb.shift(rule, Map.of(group, 95, green, 5));
            return rule;
        });
        Traffic split = elb.trafficOf(List.of(green)).get(0);
        assertThat(split.share(group)).isEqualTo(0.95);
        assertThat(split.share(green)).isEqualTo(0.05);
        assertThat(around.elb()
                        .describeRules(r -> r.ruleArns(rule))
                        .rules()
                        .get(0)
                        .actions()
                        .get(0)
                        .forwardConfig()
                        .targetGroups())
                .hasSize(2);
    }

    private void rule(int priority, String to) {
        around.elb().createRule(r -> r.listenerArn(listener)
                .priority(priority)
                .conditions(Balanced.path("/" + priority))
                .actions(Balanced.forward(to)));
    }

    private void register() {
        act(() -> {
            targets().register(group, IP, PORT, status::get);
            return group;
        });
    }

    private Health health() {
        return act(() -> targets().health(group, IP, PORT));
    }

    private TargetHealth described() {
        TargetDescription target = target(IP, PORT);
        return around.elb()
                .describeTargetHealth(r -> r.targetGroupArn(group).targets(target))
                .targetHealthDescriptions()
                .get(0)
                .targetHealth();
    }

    private static TargetDescription target(String ip, int port) {
        return TargetDescription.builder().id(ip).port(port).build();
    }

    private void pass(int seconds) {
        door.sandbox().advance(Duration.ofSeconds(seconds));
    }

    private Targets targets() {
        return account();
    }

    private Elbv2Sandbox account() {
        return door.sandbox().account("123456789012", "us-east-1").service(Elbv2Sandbox.class);
    }

    private <T> T act(Supplier<T> work) {
        return door.sandbox().locked(work);
    }
}
