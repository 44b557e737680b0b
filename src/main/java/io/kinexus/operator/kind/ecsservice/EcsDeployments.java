package io.kinexus.operator.kind.ecsservice;

import static io.kinexus.operator.core.diff.Field.field;
import static io.kinexus.operator.core.diff.Field.maybe;

import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.diff.Owner;
import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.kind.ecsservice.EcsServiceLive.Deploys;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Advanced;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Deployment;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Steps;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Target;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a service deploys, as rows. While a deployment is under way these are the rollout's, which may have sent others to go
 * back by; at rest they are git's. Changing them starts no tasks. Pure.
 */
final class EcsDeployments {
    static final String DEPLOYMENT = "deploymentConfiguration";
    static final String TARGETS = "loadBalancers";
    static final String HOOKS = DEPLOYMENT + ".lifecycleHooks";

    private EcsDeployments() {}

    static void rows(Fields.Builder<EcsServiceSpec, EcsServiceLive> table) {
        table.row(of("strategy", d -> d.strategy().name(), Deploys::strategy))
                .row(of("minimumHealthyPercent", Deployment::minimumHealthyPercent, Deploys::minimumHealthyPercent))
                .row(of("maximumPercent", Deployment::maximumPercent, Deploys::maximumPercent))
                .row(of("deploymentCircuitBreaker.enable", Deployment::breaker, Deploys::breaker))
                .row(of("deploymentCircuitBreaker.rollback", Deployment::breaker, Deploys::rollback))
                .row(stated("bakeTimeInMinutes", Deployment::bakeTimeInMinutes, Deploys::bakeTimeInMinutes))
                .row(step("canaryConfiguration.canaryPercent", Strategy.CANARY, Steps::percent, Deploys::canary))
                .row(step(
                        "canaryConfiguration.canaryBakeTimeInMinutes",
                        Strategy.CANARY,
                        Steps::bakeTimeInMinutes,
                        Deploys::canary))
                .row(step("linearConfiguration.stepPercent", Strategy.LINEAR, Steps::percent, Deploys::linear))
                .row(step(
                        "linearConfiguration.stepBakeTimeInMinutes",
                        Strategy.LINEAR,
                        Steps::bakeTimeInMinutes,
                        Deploys::linear))
                .row(of("alarms", Deployment::alarms, Deploys::alarms).showing(EcsDeployments::sorted))
                .row(of("alarms.rollback", d -> !d.alarms().isEmpty(), Deploys::alarmsRollBack))
                .row(of("lifecycleHooks", d -> Set.<String>of(), Deploys::hooks).showing(EcsDeployments::sorted));
    }

    /** Which target groups, and what ECS moves traffic between them with. */
    static Field<EcsServiceSpec, EcsServiceLive, Set<Target>> targets() {
        return field(TARGETS, (EcsServiceSpec s) -> Set.copyOf(s.targets()), EcsServiceLive::targets)
                .matching((want, have) -> want.stream()
                        .map(EcsDeployments::either)
                        .collect(Collectors.toSet())
                        .equals(have.stream().map(EcsDeployments::either).collect(Collectors.toSet())))
                .showing(targets ->
                        sorted(targets.stream().map(EcsDeployments::shown).toList()))
                .effect(Effect.ROLLOUT);
    }

    /** Of two groups it makes no difference which is named first: that is whichever serves. */
    private record Either(Target target, Set<String> groups) {}

    private static Either either(Target target) {
        Set<String> groups = Stream.concat(
                        Stream.of(target.targetGroupArn()),
                        target.advanced().stream().map(Advanced::alternateTargetGroupArn))
                .collect(Collectors.toSet());
        Optional<Advanced> rest = target.advanced()
                .map(two -> new Advanced("", two.productionListenerRule(), two.testListenerRule(), two.roleArn()));
        return new Either(new Target("", target.container(), target.port(), rest), groups);
    }

    /** {@code app:8000 in blue, or green by <rule> and test rule <rule>, moved by <role>}. */
    private static String shown(Target target) {
        String one = target.container() + ":" + target.port() + " in " + last(target.targetGroupArn());
        return target.advanced()
                .map(two -> one + ", or " + last(two.alternateTargetGroupArn()) + " by " + two.productionListenerRule()
                        + two.testListenerRule()
                                .map(rule -> " and test rule " + rule)
                                .orElse("")
                        + ", moved by " + two.roleArn())
                .orElse(one);
    }

    private static String last(String arn) {
        int group = arn.indexOf(":targetgroup/");
        return group < 0 ? arn : arn.substring(group + ":targetgroup/".length()).split("/", 2)[0];
    }

    private static <V> Field<EcsServiceSpec, EcsServiceLive, V> of(
            String member, Function<Deployment, V> want, Function<Deploys, V> have) {
        return stated(member, d -> Optional.of(want.apply(d)), d -> Optional.of(have.apply(d)));
    }

    private static <V> Field<EcsServiceSpec, EcsServiceLive, V> stated(
            String member, Function<Deployment, Optional<V>> want, Function<Deploys, Optional<V>> have) {
        return maybe(
                        DEPLOYMENT + "." + member,
                        (EcsServiceSpec s) -> want.apply(s.deployment()),
                        (EcsServiceLive l) -> have.apply(l.deploys()))
                .meanwhile(EcsServiceLive::deploying, Owner.ROLLOUT);
    }

    private static <V> Field<EcsServiceSpec, EcsServiceLive, V> step(
            String member, Strategy of, Function<Steps, V> value, Function<Deploys, Optional<Steps>> have) {
        return stated(member, d -> d.strategy() == of ? d.steps().map(value) : Optional.empty(), d -> have.apply(d)
                .map(value));
    }

    static String sorted(Collection<?> items) {
        return items.stream().map(String::valueOf).sorted().collect(Collectors.joining(", ", "[", "]"));
    }
}
