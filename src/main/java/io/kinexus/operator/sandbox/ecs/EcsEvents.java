package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Plain;
import io.kinexus.operator.sandbox.events.EventsSandbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What ECS tells EventBridge.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html">Task state change</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_events.html">Service action</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html">Deployment state
 *     change</a>
 */
final class EcsEvents {
    private static final String SOURCE = "aws.ecs";

    private final Account account;
    private final TaskViews views;

    EcsEvents(Account account) {
        this.account = account;
        this.views = new TaskViews(account);
    }

    void task(TaskState task) {
        if (!account.service(EventsSandbox.class).listens()) {
            return;
        }
        Map<String, Object> detail = new LinkedHashMap<>(Plain.of(views.show(task, false)));
        detail.put("updatedAt", account.now().toString());
        send("ECS Task State Change", task.birth.arn(), detail);
    }

    /** @param type INFO, WARN or ERROR */
    void service(ServiceState service, String type, String name) {
        send(
                "ECS Service Action",
                service.arn,
                Map.of(
                        "eventType",
                        type,
                        "eventName",
                        name,
                        "clusterArn",
                        service.settings.clusterArn(),
                        "createdAt",
                        account.now().toString()));
    }

    /** @param type INFO or ERROR */
    void deployment(ServiceState service, DeploymentState deployment, String type, String name) {
        send(
                "ECS Deployment State Change",
                service.arn,
                Map.of(
                        "eventType",
                        type,
                        "eventName",
                        name,
                        "deploymentId",
                        deployment.id,
                        "updatedAt",
                        account.now().toString(),
                        "reason",
                        deployment.reason));
    }

    private void send(String detailType, String resource, Map<String, Object> detail) {
        account.service(EventsSandbox.class).send(SOURCE, detailType, List.of(resource), detail);
    }
}
