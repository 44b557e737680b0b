package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.elbv2.Targets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.CanaryConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LinearConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;

/**
 * What AWS refuses of a strategy that shifts traffic. The codes and bounds are AWS's, the sentences are guesses.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html">DeploymentConfiguration</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AdvancedConfiguration.html">AdvancedConfiguration</a>
 */
final class ShiftRules {
    private static final int DAY = 1440;
    private static final double LEAST_CANARY = 0.1;
    private static final double LEAST_STEP = 3;
    private static final double ALL = 100;
    private static final double TENTHS = 10;
    private static final double NOISE = 1e-6;

    private final Account account;
    private final World world;

    ShiftRules(Account account, World world) {
        this.account = account;
        this.world = world;
    }

    /** @param connected whether Service Connect can shift the traffic instead of a load balancer */
    void check(
            DeploymentConfiguration configuration,
            List<LoadBalancer> balancers,
            Optional<DeploymentController> controller,
            boolean connected) {
        DeploymentStrategy strategy =
                Optional.ofNullable(configuration.strategy()).orElse(DeploymentStrategy.ROLLING);
        minutes("bakeTimeInMinutes", Optional.ofNullable(configuration.bakeTimeInMinutes()));
        canary(strategy, Optional.ofNullable(configuration.canaryConfiguration()));
        linear(strategy, Optional.ofNullable(configuration.linearConfiguration()));
        configuration.lifecycleHooks().forEach(ShiftRules::hook);
        if (strategy == DeploymentStrategy.ROLLING) {
            return;
        }
        EcsFaults.require(
                controller.filter(c -> c.type() != DeploymentControllerType.ECS).isEmpty(),
                "The deployment strategy " + strategy + " is only supported with the ECS deployment controller.");
        EcsFaults.require(
                connected || !balancers.isEmpty(),
                "The deployment strategy " + strategy + " requires a load balancer or Service Connect.");
        balancers.forEach(balancer -> two(strategy, balancer));
    }

    private static void canary(DeploymentStrategy strategy, Optional<CanaryConfiguration> asked) {
        asked.ifPresent(canary -> {
            EcsFaults.require(
                    strategy == DeploymentStrategy.CANARY,
                    "canaryConfiguration can only be specified with the CANARY deployment strategy.");
            percent("canaryPercent", LEAST_CANARY, Optional.ofNullable(canary.canaryPercent()));
            minutes("canaryBakeTimeInMinutes", Optional.ofNullable(canary.canaryBakeTimeInMinutes()));
        });
    }

    private static void linear(DeploymentStrategy strategy, Optional<LinearConfiguration> asked) {
        asked.ifPresent(linear -> {
            EcsFaults.require(
                    strategy == DeploymentStrategy.LINEAR,
                    "linearConfiguration can only be specified with the LINEAR deployment strategy.");
            percent("stepPercent", LEAST_STEP, Optional.ofNullable(linear.stepPercent()));
            minutes("stepBakeTimeInMinutes", Optional.ofNullable(linear.stepBakeTimeInMinutes()));
        });
    }

    private static void minutes(String member, Optional<Integer> value) {
        EcsFaults.require(
                value.filter(minutes -> minutes < 0 || minutes > DAY).isEmpty(),
                member + " must be between 0 and " + DAY + ".");
    }

    private static void percent(String member, double least, Optional<Double> value) {
        boolean good = value.map(p -> p >= least && p <= ALL && Math.abs(p * TENTHS - Math.rint(p * TENTHS)) < NOISE)
                .orElse(true);
        EcsFaults.require(good, member + " must be a multiple of 0.1 between " + least + " and " + ALL + ".");
    }

    private static void hook(DeploymentLifecycleHook hook) {
        EcsFaults.require(
                hook.hookTargetArn() != null && hook.hookTargetArn().contains(":lambda:"),
                "hookTargetArn must be the ARN of a Lambda function.");
        EcsFaults.require(hook.roleArn() != null, "roleArn is required for a lifecycle hook.");
        EcsFaults.require(!hook.lifecycleStages().isEmpty(), "lifecycleStages cannot be empty for a lifecycle hook.");
    }

    private void two(DeploymentStrategy strategy, LoadBalancer balancer) {
        if (balancer.targetGroupArn() == null) {
            throw EcsFaults.invalid(
                    "The deployment strategy " + strategy + " does not support Classic Load Balancers.");
        }
        if (balancer.advancedConfiguration() == null) {
            throw EcsFaults.invalid("advancedConfiguration is required for each load balancer with the deployment"
                    + " strategy " + strategy + ".");
        }
        AdvancedConfiguration two = balancer.advancedConfiguration();
        EcsFaults.require(two.alternateTargetGroupArn() != null, "alternateTargetGroupArn is required.");
        EcsFaults.require(two.productionListenerRule() != null, "productionListenerRule is required.");
        EcsFaults.require(two.roleArn() != null, "roleArn is required in advancedConfiguration.");
        EcsFaults.require(
                !two.alternateTargetGroupArn().equals(balancer.targetGroupArn()),
                "targetGroupArn and alternateTargetGroupArn must be different target groups.");
        EcsFaults.require(
                world.roleAssumableByEcs(two.roleArn()),
                "ECS was unable to assume the role " + two.roleArn() + " that was provided for the load balancer."
                        + " Please verify that the role exists and trusts ecs.amazonaws.com.");
        EcsFaults.require(
                account.service(Targets.class).exists(two.alternateTargetGroupArn()),
                "The target group " + two.alternateTargetGroupArn() + " does not exist.");
        rule(balancer, two.productionListenerRule());
        Optional.ofNullable(two.testListenerRule()).ifPresent(rule -> {
            EcsFaults.require(
                    !rule.equals(two.productionListenerRule()),
                    "productionListenerRule and testListenerRule must be different rules.");
            rule(balancer, rule);
        });
    }

    private void rule(LoadBalancer balancer, String rule) {
        Map<String, Integer> groups = Weights.forwards(account, rule)
                .orElseThrow(() -> EcsFaults.invalid(
                        "The listener rule " + rule + " does not exist or forwards to no target group."));
        EcsFaults.require(
                groups.containsKey(balancer.targetGroupArn())
                        && groups.containsKey(balancer.advancedConfiguration().alternateTargetGroupArn()),
                "The listener rule " + rule + " must forward to both target groups, " + balancer.targetGroupArn()
                        + " and " + balancer.advancedConfiguration().alternateTargetGroupArn() + ".");
    }
}
