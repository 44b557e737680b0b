package io.kinexus.operator.sandbox.applicationautoscaling;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.SandboxService;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.model.DeregisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeregisterScalableTargetResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingActivity;
import software.amazon.awssdk.services.applicationautoscaling.model.TagResourceRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.TagResourceResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.UntagResourceRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.UntagResourceResponse;

/**
 * Application Auto Scaling for ECS services. It looks at its alarms fifteen seconds after each full minute, when they have
 * been evaluated.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/application/APIReference/Welcome.html">API reference</a>
 */
@AutoService(SandboxService.class)
public final class ApplicationAutoScalingSandbox implements SandboxService {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int SECONDS = 60;
    private static final int AFTER_ALARMS = 15;
    private static final int PAGE = 50;

    private record Parts(Account account, Scaler scaler, Targets targets, Policies policies) {}

    private Optional<Parts> parts = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        Scaler scaler = new Scaler(account);
        Targets targets = new Targets(account, scaler);
        Policies policies = new Policies(account, targets);
        parts = Optional.of(new Parts(account, scaler, targets, policies));
        targets.install(handlers);
        policies.install(handlers);
        new Schedules(account, targets, scaler).install(handlers);
        handlers.on(DeregisterScalableTargetRequest.class, this::deregister);
        handlers.on(DescribeScalingActivitiesRequest.class, this::activities);
        handlers.on(TagResourceRequest.class, this::tag);
        handlers.on(UntagResourceRequest.class, this::untag);
        handlers.on(ListTagsForResourceRequest.class, this::tags);
        long past = Math.floorMod(account.now().getEpochSecond(), (long) SECONDS);
        account.clock().after(Duration.ofSeconds(SECONDS - past + AFTER_ALARMS), () -> {
            look();
            account.clock().every(MINUTE, this::look);
        });
    }

    @Override
    public Object state() {
        return Map.of(
                "targets",
                parts().targets().all().stream()
                        .map(target -> Map.of(
                                "resourceId", target.resourceId(),
                                "min", target.settings.minCapacity(),
                                "max", target.settings.maxCapacity(),
                                "policies", target.policies.keySet(),
                                "scheduledActions", target.actions.keySet()))
                        .toList(),
                "activities",
                parts().scaler().activities().stream()
                        .map(one ->
                                one.startTime() + " " + one.resourceId() + " " + one.description() + " " + one.cause())
                        .toList());
    }

    private void look() {
        parts().targets().all().forEach(parts().scaler()::look);
    }

    private DeregisterScalableTargetResponse deregister(DeregisterScalableTargetRequest request) {
        Refusals.ecs(request.serviceNamespace());
        Target target = parts().targets().registered(request.resourceId(), request.scalableDimension());
        parts().policies().removeAll(target);
        parts().targets().remove(target);
        return DeregisterScalableTargetResponse.builder().build();
    }

    private DescribeScalingActivitiesResponse activities(DescribeScalingActivitiesRequest request) {
        Refusals.ecs(request.serviceNamespace());
        List<ScalingActivity> matching = parts().scaler().activities().stream()
                .filter(one -> request.resourceId() == null || one.resourceId().equals(request.resourceId()))
                .toList();
        Pages.Page<ScalingActivity> page = Refusals.page(matching, request.maxResults(), PAGE, request.nextToken());
        return DescribeScalingActivitiesResponse.builder()
                .scalingActivities(page.items())
                .nextToken(page.next())
                .build();
    }

    private TagResourceResponse tag(TagResourceRequest request) {
        tagged(request.resourceARN()).put(request.resourceARN(), request.tags());
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(UntagResourceRequest request) {
        tagged(request.resourceARN()).remove(request.resourceARN(), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    private ListTagsForResourceResponse tags(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(tagged(request.resourceARN()).of(request.resourceARN()))
                .build();
    }

    private TagStore tagged(String arn) {
        if (parts().targets().byArn(arn).isEmpty()) {
            throw AwsFault.badRequest("ResourceNotFoundException", "The resource " + arn + " could not be found");
        }
        return parts().account().service(TagStore.class);
    }

    private Parts parts() {
        return parts.orElseThrow();
    }
}
