package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionFamilyStatus;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Task definitions by family, each with its revisions from 1 up. */
final class TaskDefinitions {
    private static final int PAGE = 100;
    private static final int DELETES = 10;

    private final Account account;
    private final Map<String, List<TaskDefinition>> families = new TreeMap<>();

    TaskDefinitions(Account account) {
        this.account = account;
    }

    void install(Handlers handlers) {
        handlers.on(RegisterTaskDefinitionRequest.class, this::register);
        handlers.on(DescribeTaskDefinitionRequest.class, this::describe);
        handlers.on(ListTaskDefinitionsRequest.class, this::list);
        handlers.on(ListTaskDefinitionFamiliesRequest.class, this::families);
        handlers.on(DeregisterTaskDefinitionRequest.class, this::deregister);
        handlers.on(DeleteTaskDefinitionsRequest.class, this::delete);
    }

    /**
     * By ARN, {@code family:revision}, or {@code family} for its newest active revision.
     *
     * @throws io.kinexus.operator.sandbox.AwsFault when there is none that a task may be started from
     */
    TaskDefinition active(@Nullable String reference) {
        if (reference == null || reference.isEmpty()) {
            throw EcsFaults.client("TaskDefinition can not be blank.");
        }
        TaskDefinition found = find(reference).orElseThrow(() -> EcsFaults.client("TaskDefinition not found."));
        if (found.status() != TaskDefinitionStatus.ACTIVE) {
            throw EcsFaults.client("TaskDefinition is inactive");
        }
        return found;
    }

    Optional<TaskDefinition> find(String reference) {
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        int colon = name.indexOf(':');
        List<TaskDefinition> revisions = families.getOrDefault(colon < 0 ? name : name.substring(0, colon), List.of());
        if (colon >= 0) {
            return revisions.stream()
                    .filter(d -> String.valueOf(d.revision()).equals(name.substring(colon + 1)))
                    .findFirst();
        }
        return revisions.stream()
                .filter(d -> d.status() == TaskDefinitionStatus.ACTIVE)
                .reduce((older, newer) -> newer);
    }

    boolean knows(String arn) {
        return find(arn).filter(d -> d.taskDefinitionArn().equals(arn)).isPresent();
    }

    List<TaskDefinition> all() {
        return families.values().stream().flatMap(List::stream).toList();
    }

    private RegisterTaskDefinitionResponse register(RegisterTaskDefinitionRequest request) {
        TaskDefinitionRules.check(request);
        List<TaskDefinition> revisions = families.computeIfAbsent(request.family(), key -> new ArrayList<>());
        int revision =
                revisions.isEmpty() ? 1 : revisions.get(revisions.size() - 1).revision() + 1;
        TaskDefinition registered = revision(request, revision);
        revisions.add(registered);
        EcsTags.put(account, registered.taskDefinitionArn(), request.tags());
        return RegisterTaskDefinitionResponse.builder()
                .taskDefinition(registered)
                .tags(request.tags())
                .build();
    }

    private TaskDefinition revision(RegisterTaskDefinitionRequest request, int revision) {
        boolean fargate = TaskDefinitionRules.fargate(request);
        return TaskDefinition.builder()
                .taskDefinitionArn(account.arn("ecs", "task-definition/" + request.family() + ":" + revision))
                .family(request.family())
                .revision(revision)
                .status(TaskDefinitionStatus.ACTIVE)
                .containerDefinitions(TaskDefinitionRules.filled(request.containerDefinitions()))
                .cpu(request.cpu() == null ? null : number(FargateSizes.cpu(request.cpu()), request.cpu()))
                .memory(
                        request.memory() == null
                                ? null
                                : number(FargateSizes.memory(request.memory()), request.memory()))
                .executionRoleArn(request.executionRoleArn())
                .taskRoleArn(request.taskRoleArn())
                .networkMode(request.networkMode())
                .volumes(List.copyOf(request.volumes()))
                .placementConstraints(List.copyOf(request.placementConstraints()))
                .requiresCompatibilities(request.requiresCompatibilities())
                .compatibilities(
                        fargate ? List.of(Compatibility.EC2, Compatibility.FARGATE) : List.of(Compatibility.EC2))
                .requiresAttributes(List.of())
                .runtimePlatform(request.runtimePlatform())
                .ephemeralStorage(request.ephemeralStorage())
                .pidMode(request.pidMode())
                .ipcMode(request.ipcMode())
                .proxyConfiguration(request.proxyConfiguration())
                .enableFaultInjection(request.enableFaultInjection())
                .registeredAt(account.now())
                .registeredBy("arn:aws:iam::" + account.id() + ":root")
                .build();
    }

    private static String number(Optional<Integer> parsed, String asWritten) {
        return parsed.map(String::valueOf).orElse(asWritten);
    }

    private DescribeTaskDefinitionResponse describe(DescribeTaskDefinitionRequest request) {
        TaskDefinition found = Optional.ofNullable(request.taskDefinition())
                .flatMap(this::find)
                .orElseThrow(() -> EcsFaults.client("Unable to describe task definition."));
        DescribeTaskDefinitionResponse.Builder answer =
                DescribeTaskDefinitionResponse.builder().taskDefinition(found);
        if (request.include().contains(TaskDefinitionField.TAGS)) {
            answer.tags(EcsTags.of(account, found.taskDefinitionArn()));
        }
        return answer.build();
    }

    private ListTaskDefinitionsResponse list(ListTaskDefinitionsRequest request) {
        TaskDefinitionStatus status = request.status() == null ? TaskDefinitionStatus.ACTIVE : request.status();
        List<String> arns = new ArrayList<>(all().stream()
                .filter(d ->
                        request.familyPrefix() == null || request.familyPrefix().equals(d.family()))
                .filter(d -> d.status() == status)
                .map(TaskDefinition::taskDefinitionArn)
                .toList());
        if (request.sort() == SortOrder.DESC) {
            Collections.reverse(arns);
        }
        Pages.Page<String> page = Pages.of(arns, request.maxResults(), PAGE, PAGE, request.nextToken());
        return ListTaskDefinitionsResponse.builder()
                .taskDefinitionArns(page.items())
                .nextToken(page.next())
                .build();
    }

    private ListTaskDefinitionFamiliesResponse families(ListTaskDefinitionFamiliesRequest request) {
        List<String> names = families.entrySet().stream()
                .filter(e -> request.familyPrefix() == null || e.getKey().startsWith(request.familyPrefix()))
                .filter(e -> shown(request.status(), e.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        Pages.Page<String> page = Pages.of(names, request.maxResults(), PAGE, PAGE, request.nextToken());
        return ListTaskDefinitionFamiliesResponse.builder()
                .families(page.items())
                .nextToken(page.next())
                .build();
    }

    private static boolean shown(@Nullable TaskDefinitionFamilyStatus status, List<TaskDefinition> revisions) {
        boolean live = revisions.stream().anyMatch(d -> d.status() == TaskDefinitionStatus.ACTIVE);
        return status == null
                || status == TaskDefinitionFamilyStatus.ALL
                || live == (status == TaskDefinitionFamilyStatus.ACTIVE);
    }

    private DeregisterTaskDefinitionResponse deregister(DeregisterTaskDefinitionRequest request) {
        String reference = request.taskDefinition();
        EcsFaults.require(reference != null && reference.matches(".+:\\d+"), "Missing revision in task definition.");
        TaskDefinition found =
                find(reference).orElseThrow(() -> EcsFaults.client("The specified task definition does not exist."));
        TaskDefinition gone = found.toBuilder()
                .status(TaskDefinitionStatus.INACTIVE)
                .deregisteredAt(account.now())
                .build();
        families.getOrDefault(found.family(), List.of()).set(found.revision() - 1, gone);
        return DeregisterTaskDefinitionResponse.builder().taskDefinition(gone).build();
    }

    private DeleteTaskDefinitionsResponse delete(DeleteTaskDefinitionsRequest request) {
        EcsFaults.require(request.taskDefinitions().size() <= DELETES, "taskDefinitions can have at most 10 items.");
        List<TaskDefinition> deleted = new ArrayList<>();
        for (String reference : request.taskDefinitions()) {
            TaskDefinition found = find(reference)
                    .orElseThrow(() -> EcsFaults.client("The specified task definition does not exist."));
            if (found.status() == TaskDefinitionStatus.ACTIVE) {
                throw EcsFaults.invalid("The specified task definition is still in ACTIVE status.");
            }
            TaskDefinition going = found.toBuilder()
                    .status(TaskDefinitionStatus.DELETE_IN_PROGRESS)
                    .build();
            families.getOrDefault(found.family(), List.of()).set(found.revision() - 1, going);
            account.service(TagStore.class).forget(found.taskDefinitionArn());
            deleted.add(going);
        }
        return DeleteTaskDefinitionsResponse.builder().taskDefinitions(deleted).build();
    }
}
