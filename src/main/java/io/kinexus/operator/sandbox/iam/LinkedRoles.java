package io.kinexus.operator.sandbox.iam;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteServiceLinkedRoleResponse;
import software.amazon.awssdk.services.iam.model.DeletionTaskStatusType;
import software.amazon.awssdk.services.iam.model.GetServiceLinkedRoleDeletionStatusRequest;
import software.amazon.awssdk.services.iam.model.GetServiceLinkedRoleDeletionStatusResponse;

/**
 * Roles that belong to a service, and are made with its first use.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html">Services with linked roles</a>
 */
final class LinkedRoles {
    static final String PATH = "/aws-service-role/";

    private static final Map<String, String> NAMES = Map.of(
            "ecs.amazonaws.com", "AWSServiceRoleForECS",
            "elasticloadbalancing.amazonaws.com", "AWSServiceRoleForElasticLoadBalancing",
            "rds.amazonaws.com", "AWSServiceRoleForRDS",
            "elasticache.amazonaws.com", "AWSServiceRoleForElastiCache",
            "ecs.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_ECSService",
            "events.amazonaws.com", "AWSServiceRoleForCloudWatchEvents",
            "backup.amazonaws.com", "AWSServiceRoleForBackup");

    private final RoleCalls roles;

    LinkedRoles(RoleCalls roles, Handlers handlers) {
        this.roles = roles;
        handlers.on(CreateServiceLinkedRoleRequest.class, this::create);
        handlers.on(DeleteServiceLinkedRoleRequest.class, this::delete);
        handlers.on(GetServiceLinkedRoleDeletionStatusRequest.class, this::status);
    }

    /** As a service does with its first use: makes its role unless it is there. */
    void ensure(String service) {
        if (roles.named(name(service)).isEmpty()) {
            add(service, "");
        }
    }

    private static String name(String service) {
        return Optional.ofNullable(NAMES.get(service))
                .orElseThrow(() -> AwsFault.badRequest(
                        "InvalidInput", "Service-linked roles are not known for the service " + service + "."));
    }

    private Role add(String service, String description) {
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                + service + "\"},\"Action\":\"sts:AssumeRole\"}]}";
        return roles.add(name(service), PATH + service + "/", trust, description, Checks.HOUR);
    }

    private CreateServiceLinkedRoleResponse create(CreateServiceLinkedRoleRequest request) {
        String name = name(String.valueOf(request.awsServiceName()));
        if (roles.named(name).isPresent()) {
            // IAM answers so, and not with EntityAlreadyExists.
            throw AwsFault.badRequest(
                    "InvalidInput",
                    "Service role name " + name + " has been taken in this account, please try a different suffix.");
        }
        Role role = add(request.awsServiceName(), Checks.description(request.description()));
        return CreateServiceLinkedRoleResponse.builder()
                .role(RoleCalls.described(role, true))
                .build();
    }

    private DeleteServiceLinkedRoleResponse delete(DeleteServiceLinkedRoleRequest request) {
        Role role = roles.existing(request.roleName());
        if (!role.path.startsWith(PATH)) {
            throw AwsFault.badRequest("InvalidInput", role.name + " is not a service-linked role.");
        }
        roles.remove(role);
        return DeleteServiceLinkedRoleResponse.builder()
                .deletionTaskId("task" + role.path + role.name + "/" + role.id)
                .build();
    }

    private GetServiceLinkedRoleDeletionStatusResponse status(GetServiceLinkedRoleDeletionStatusRequest request) {
        return GetServiceLinkedRoleDeletionStatusResponse.builder()
                .status(DeletionTaskStatusType.SUCCEEDED)
                .build();
    }
}
