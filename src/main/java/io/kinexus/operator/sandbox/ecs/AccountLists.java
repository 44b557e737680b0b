package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskSetsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskSetsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.GetTaskProtectionRequest;
import software.amazon.awssdk.services.ecs.model.GetTaskProtectionResponse;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsRequest;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsResponse;
import software.amazon.awssdk.services.ecs.model.ListAttributesRequest;
import software.amazon.awssdk.services.ecs.model.ListAttributesResponse;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesByNamespaceRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesByNamespaceResponse;
import software.amazon.awssdk.services.ecs.model.ProtectedTask;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultResponse;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingResponse;
import software.amazon.awssdk.services.ecs.model.Setting;
import software.amazon.awssdk.services.ecs.model.SettingType;

/**
 * What belongs to Fargate alone: no instances, no task sets under ECS's own controller, and the account's settings.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html">Account settings</a>
 */
final class AccountLists {
    private static final Map<String, String> USUAL = Map.of(
            "serviceLongArnFormat", "enabled",
            "taskLongArnFormat", "enabled",
            "containerInstanceLongArnFormat", "enabled",
            "awsvpcTrunking", "disabled",
            "containerInsights", "disabled",
            "fargateTaskRetirementWaitPeriod", "7",
            "guardDutyActivate", "off",
            "tagResourceAuthorization", "on",
            "defaultLogDriverMode", "non-blocking");

    private final Account account;
    private final Clusters clusters;
    private final Services services;
    private final TaskStarts starts;
    private final Map<String, String> set = new TreeMap<>();

    AccountLists(Account account, Clusters clusters, Services services, TaskStarts starts) {
        this.account = account;
        this.clusters = clusters;
        this.services = services;
        this.starts = starts;
    }

    void install(Handlers handlers) {
        handlers.on(ListContainerInstancesRequest.class, request -> {
            clusters.active(request.cluster());
            return ListContainerInstancesResponse.builder()
                    .containerInstanceArns(List.of())
                    .build();
        });
        handlers.on(DescribeContainerInstancesRequest.class, this::instances);
        handlers.on(ListAttributesRequest.class, request -> {
            clusters.active(request.cluster());
            return ListAttributesResponse.builder().attributes(List.of()).build();
        });
        handlers.on(DescribeTaskSetsRequest.class, this::taskSets);
        handlers.on(ListServicesByNamespaceRequest.class, request -> ListServicesByNamespaceResponse.builder()
                .serviceArns(List.of())
                .build());
        handlers.on(GetTaskProtectionRequest.class, this::protection);
        handlers.on(ListAccountSettingsRequest.class, this::settings);
        handlers.on(PutAccountSettingRequest.class, request -> PutAccountSettingResponse.builder()
                .setting(put(request.nameAsString(), request.value()))
                .build());
        handlers.on(PutAccountSettingDefaultRequest.class, request -> PutAccountSettingDefaultResponse.builder()
                .setting(put(request.nameAsString(), request.value()))
                .build());
    }

    private DescribeContainerInstancesResponse instances(DescribeContainerInstancesRequest request) {
        clusters.active(request.cluster());
        EcsFaults.require(!request.containerInstances().isEmpty(), "Container instances cannot be empty.");
        return DescribeContainerInstancesResponse.builder()
                .containerInstances(List.of())
                .failures(request.containerInstances().stream()
                        .map(AccountLists::missing)
                        .toList())
                .build();
    }

    private DescribeTaskSetsResponse taskSets(DescribeTaskSetsRequest request) {
        clusters.active(request.cluster());
        if (services.find(request.cluster(), request.service()).isEmpty()) {
            throw EcsFaults.noService();
        }
        return DescribeTaskSetsResponse.builder()
                .taskSets(List.of())
                .failures(request.taskSets().stream().map(AccountLists::missing).toList())
                .build();
    }

    private static Failure missing(String arn) {
        return Failure.builder().arn(arn).reason("MISSING").build();
    }

    private GetTaskProtectionResponse protection(GetTaskProtectionRequest request) {
        String cluster = clusters.active(request.cluster()).clusterName();
        return GetTaskProtectionResponse.builder()
                .protectedTasks(starts.tasks().values().stream()
                        .filter(task -> task.birth.cluster().equals(cluster) && task.service.isPresent())
                        .filter(task -> request.tasks().isEmpty()
                                || request.tasks().contains(task.birth.arn())
                                || request.tasks().contains(task.birth.id()))
                        .map(task -> ProtectedTask.builder()
                                .taskArn(task.birth.arn())
                                .protectionEnabled(false)
                                .build())
                        .toList())
                .failures(List.of())
                .build();
    }

    /** Without {@code effectiveSettings} only what was set. */
    private ListAccountSettingsResponse settings(ListAccountSettingsRequest request) {
        Map<String, String> all = new TreeMap<>(Boolean.TRUE.equals(request.effectiveSettings()) ? USUAL : Map.of());
        all.putAll(set);
        return ListAccountSettingsResponse.builder()
                .settings(all.entrySet().stream()
                        .filter(one -> request.name() == null || one.getKey().equals(request.nameAsString()))
                        .filter(one -> request.value() == null || one.getValue().equals(request.value()))
                        .map(one -> setting(one.getKey(), one.getValue()))
                        .toList())
                .build();
    }

    private Setting put(@Nullable String name, @Nullable String value) {
        String known = Optional.ofNullable(name)
                .filter(USUAL::containsKey)
                .orElseThrow(() -> EcsFaults.invalid("The setting name is not valid: " + name));
        EcsFaults.require(value != null, "value cannot be empty.");
        set.put(known, String.valueOf(value));
        return setting(known, String.valueOf(value));
    }

    private Setting setting(String name, String value) {
        return Setting.builder()
                .name(name)
                .value(value)
                .principalArn("arn:aws:iam::" + account.id() + ":root")
                .type(
                        name.equals("fargateTaskRetirementWaitPeriod") || name.equals("guardDutyActivate")
                                ? SettingType.AWS_MANAGED
                                : SettingType.USER)
                .build();
    }
}
