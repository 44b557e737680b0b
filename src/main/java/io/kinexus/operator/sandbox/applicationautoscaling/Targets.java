package io.kinexus.operator.sandbox.applicationautoscaling;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.ecs.EcsSandbox;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/**
 * Scalable targets. Registering one again changes what is stated; a desired count outside the bounds is moved at once (AWS
 * says so of a raised minimum; that a lowered maximum does the same is a guess).
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html">RegisterScalableTarget</a>
 */
final class Targets {
    private static final int PAGE = 50;
    private static final int ID = 26;
    private static final SuspendedState NOTHING = SuspendedState.builder()
            .dynamicScalingInSuspended(false)
            .dynamicScalingOutSuspended(false)
            .scheduledScalingSuspended(false)
            .build();

    private final Account account;
    private final Scaler scaler;
    private final Map<String, Target> targets = new TreeMap<>();

    Targets(Account account, Scaler scaler) {
        this.account = account;
        this.scaler = scaler;
    }

    void install(Handlers handlers) {
        handlers.on(RegisterScalableTargetRequest.class, this::register);
        handlers.on(DescribeScalableTargetsRequest.class, this::describe);
    }

    Collection<Target> all() {
        return List.copyOf(targets.values());
    }

    Optional<Target> find(@Nullable String resourceId) {
        return Optional.ofNullable(resourceId == null ? null : targets.get(resourceId));
    }

    Optional<Target> byArn(String arn) {
        return targets.values().stream()
                .filter(target -> target.settings.scalableTargetARN().equals(arn))
                .findFirst();
    }

    Target registered(@Nullable String resourceId, @Nullable ScalableDimension dimension) {
        Refusals.service(resourceId, dimension);
        return find(resourceId).orElseThrow(() -> Refusals.missing("registered scalable target", resourceId + ""));
    }

    void remove(Target target) {
        targets.remove(target.resourceId());
        account.service(TagStore.class).forget(target.settings.scalableTargetARN());
    }

    private RegisterScalableTargetResponse register(RegisterScalableTargetRequest request) {
        Refusals.ecs(request.serviceNamespace());
        Refusals.service(request.resourceId(), request.scalableDimension());
        Optional<Target> before = find(request.resourceId());
        ScalableTarget settings = settings(request, before.map(target -> target.settings));
        Target target = before.orElseGet(() -> new Target(settings));
        if (account.service(EcsSandbox.class)
                .desiredCount(target.cluster, target.service)
                .isEmpty()) {
            throw Refusals.invalid("ECS service doesn't exist: " + request.resourceId());
        }
        target.settings = settings;
        targets.put(request.resourceId(), target);
        if (before.isEmpty()) {
            account.service(TagStore.class).put(settings.scalableTargetARN(), request.tags());
        }
        scaler.clamp(target, "the scalable target's bounds were set");
        return RegisterScalableTargetResponse.builder()
                .scalableTargetARN(settings.scalableTargetARN())
                .build();
    }

    private ScalableTarget settings(RegisterScalableTargetRequest request, Optional<ScalableTarget> before) {
        int min = Optional.ofNullable(request.minCapacity())
                .or(() -> before.map(ScalableTarget::minCapacity))
                .orElseThrow(() -> Refusals.invalid("MinCapacity is required for a new scalable target"));
        int max = Optional.ofNullable(request.maxCapacity())
                .or(() -> before.map(ScalableTarget::maxCapacity))
                .orElseThrow(() -> Refusals.invalid("MaxCapacity is required for a new scalable target"));
        if (min < 0 || min > max) {
            throw Refusals.invalid("Minimum capacity cannot be greater than maximum capacity, nor less than 0");
        }
        return ScalableTarget.builder()
                .serviceNamespace(request.serviceNamespace())
                .resourceId(request.resourceId())
                .scalableDimension(request.scalableDimension())
                .minCapacity(min)
                .maxCapacity(max)
                .roleARN("arn:aws:iam::" + account.id()
                        + ":role/aws-service-role/ecs.application-autoscaling.amazonaws.com/"
                        + "AWSServiceRoleForApplicationAutoScaling_ECSService")
                .creationTime(before.map(ScalableTarget::creationTime).orElse(account.now()))
                .suspendedState(suspended(
                        Optional.ofNullable(request.suspendedState()),
                        before.map(ScalableTarget::suspendedState).orElse(NOTHING)))
                .scalableTargetARN(before.map(ScalableTarget::scalableTargetARN)
                        .orElseGet(() -> account.arn(
                                "application-autoscaling",
                                "scalable-target/0ec5" + account.dice().hex(ID))))
                .build();
    }

    private static SuspendedState suspended(Optional<SuspendedState> asked, SuspendedState before) {
        return SuspendedState.builder()
                .dynamicScalingInSuspended(
                        asked.map(SuspendedState::dynamicScalingInSuspended).orElse(before.dynamicScalingInSuspended()))
                .dynamicScalingOutSuspended(asked.map(SuspendedState::dynamicScalingOutSuspended)
                        .orElse(before.dynamicScalingOutSuspended()))
                .scheduledScalingSuspended(
                        asked.map(SuspendedState::scheduledScalingSuspended).orElse(before.scheduledScalingSuspended()))
                .build();
    }

    private DescribeScalableTargetsResponse describe(DescribeScalableTargetsRequest request) {
        Refusals.ecs(request.serviceNamespace());
        if (request.resourceIds().size() > PAGE) {
            throw Refusals.invalid("at most 50 resource ids");
        }
        List<ScalableTarget> matching = targets.values().stream()
                .filter(target ->
                        request.resourceIds().isEmpty() || request.resourceIds().contains(target.resourceId()))
                .map(target -> target.settings)
                .toList();
        Pages.Page<ScalableTarget> page = Refusals.page(matching, request.maxResults(), PAGE, request.nextToken());
        return DescribeScalableTargetsResponse.builder()
                .scalableTargets(page.items())
                .nextToken(page.next())
                .build();
    }
}
