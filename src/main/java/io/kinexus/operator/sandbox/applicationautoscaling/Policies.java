package io.kinexus.operator.sandbox.applicationautoscaling;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScalingPolicyResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.PredefinedMetricSpecification;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingScalingPolicyConfiguration;

/**
 * Scaling policies: target tracking and steps. A changed target-tracking policy gets a new pair of alarms.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html">PutScalingPolicy</a>
 */
final class Policies {
    private static final int PAGE = 10;
    private static final int MOST = 50;
    private static final Set<String> PREDEFINED =
            Set.of("ECSServiceAverageCPUUtilization", "ECSServiceAverageMemoryUtilization", "ALBRequestCountPerTarget");

    private final Account account;
    private final Targets targets;
    private final PolicyAlarms alarms;

    Policies(Account account, Targets targets) {
        this.account = account;
        this.targets = targets;
        alarms = new PolicyAlarms(account);
    }

    void install(Handlers handlers) {
        handlers.on(PutScalingPolicyRequest.class, this::put);
        handlers.on(DescribeScalingPoliciesRequest.class, this::describe);
        handlers.on(DeleteScalingPolicyRequest.class, this::delete);
    }

    /** With its target, all that hangs on it goes. */
    void removeAll(Target target) {
        target.policies.values().forEach(policy -> alarms.remove(policy.alarms()));
        target.policies.clear();
    }

    private PutScalingPolicyResponse put(PutScalingPolicyRequest request) {
        Refusals.ecs(request.serviceNamespace());
        Target target = targets.registered(request.resourceId(), request.scalableDimension());
        if (request.policyName() == null || request.policyName().isEmpty()) {
            throw Refusals.invalid("PolicyName must not be empty");
        }
        Optional<ScalingPolicy> before = Optional.ofNullable(target.policies.get(request.policyName()));
        if (before.isEmpty() && target.policies.size() >= MOST) {
            throw AwsFault.badRequest("LimitExceededException", "at most 50 policies for each scalable target");
        }
        PolicyType type = Optional.ofNullable(request.policyType())
                .or(() -> before.map(ScalingPolicy::policyType))
                .orElse(PolicyType.STEP_SCALING);
        check(type, request);
        String arn = before.map(ScalingPolicy::policyARN).orElseGet(() -> arn(target, request.policyName()));
        before.ifPresent(policy -> alarms.remove(policy.alarms()));
        ScalingPolicy policy = ScalingPolicy.builder()
                .policyARN(arn)
                .policyName(request.policyName())
                .serviceNamespace(request.serviceNamespace())
                .resourceId(request.resourceId())
                .scalableDimension(request.scalableDimension())
                .policyType(type)
                .stepScalingPolicyConfiguration(request.stepScalingPolicyConfiguration())
                .targetTrackingScalingPolicyConfiguration(request.targetTrackingScalingPolicyConfiguration())
                .alarms(
                        type == PolicyType.TARGET_TRACKING_SCALING
                                ? alarms.make(target, arn, request.targetTrackingScalingPolicyConfiguration())
                                : List.of())
                .creationTime(before.map(ScalingPolicy::creationTime).orElse(account.now()))
                .build();
        target.policies.put(policy.policyName(), policy);
        return PutScalingPolicyResponse.builder()
                .policyARN(arn)
                .alarms(policy.alarms())
                .build();
    }

    private static void check(PolicyType type, PutScalingPolicyRequest request) {
        if (type == PolicyType.TARGET_TRACKING_SCALING) {
            check(Optional.ofNullable(request.targetTrackingScalingPolicyConfiguration())
                    .orElseThrow(() -> Refusals.invalid("TargetTrackingScalingPolicyConfiguration is required")));
        } else if (type == PolicyType.STEP_SCALING) {
            if (request.stepScalingPolicyConfiguration() == null
                    || request.stepScalingPolicyConfiguration()
                            .stepAdjustments()
                            .isEmpty()
                    || request.stepScalingPolicyConfiguration().adjustmentType() == null) {
                throw Refusals.invalid("AdjustmentType and StepAdjustments are required for step scaling");
            }
        } else {
            throw Refusals.invalid("The sandbox does not know policies of type " + request.policyTypeAsString());
        }
    }

    private static void check(TargetTrackingScalingPolicyConfiguration tracking) {
        if (tracking.targetValue() == null || tracking.targetValue() <= 0) {
            throw Refusals.invalid("TargetValue must be greater than 0");
        }
        PredefinedMetricSpecification predefined = tracking.predefinedMetricSpecification();
        if ((predefined == null) == (tracking.customizedMetricSpecification() == null)) {
            throw Refusals.invalid(
                    "Exactly one of PredefinedMetricSpecification and CustomizedMetricSpecification must be specified");
        }
        if (predefined == null) {
            return;
        }
        String type = predefined.predefinedMetricTypeAsString();
        if (!PREDEFINED.contains(type)) {
            throw Refusals.invalid("The predefined metric type " + type + " is not one of " + PREDEFINED);
        }
        boolean labelled = type.equals("ALBRequestCountPerTarget");
        String label = Optional.ofNullable(predefined.resourceLabel()).orElse("");
        if (labelled != label.matches("app/[^/]+/[^/]+/targetgroup/[^/]+/[^/]+") || (!labelled && !label.isEmpty())) {
            throw Refusals.invalid("ResourceLabel is not valid for " + type);
        }
    }

    private DescribeScalingPoliciesResponse describe(DescribeScalingPoliciesRequest request) {
        Refusals.ecs(request.serviceNamespace());
        List<ScalingPolicy> matching = targets.all().stream()
                .filter(target ->
                        request.resourceId() == null || target.resourceId().equals(request.resourceId()))
                .flatMap(target -> target.policies.values().stream())
                .filter(policy ->
                        request.policyNames().isEmpty() || request.policyNames().contains(policy.policyName()))
                .toList();
        Pages.Page<ScalingPolicy> page = Refusals.page(matching, request.maxResults(), PAGE, request.nextToken());
        return DescribeScalingPoliciesResponse.builder()
                .scalingPolicies(page.items())
                .nextToken(page.next())
                .build();
    }

    private DeleteScalingPolicyResponse delete(DeleteScalingPolicyRequest request) {
        Refusals.ecs(request.serviceNamespace());
        ScalingPolicy policy = targets.find(request.resourceId())
                .flatMap(target -> Optional.ofNullable(target.policies.remove(request.policyName())))
                .orElseThrow(() -> Refusals.missing("scaling policy", request.resourceId()));
        alarms.remove(policy.alarms());
        return DeleteScalingPolicyResponse.builder().build();
    }

    private String arn(Target target, String name) {
        return account.arn(
                "autoscaling",
                "scalingPolicy:" + account.dice().uuid() + ":resource/ecs/" + target.resourceId() + ":policyName/"
                        + name);
    }
}
