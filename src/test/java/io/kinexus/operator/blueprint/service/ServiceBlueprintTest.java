package io.kinexus.operator.blueprint.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Share;
import io.kinexus.operator.kind.listenerrule.ListenerRuleSpec;
import io.kinexus.operator.kind.role.RoleSpec;
import io.kinexus.operator.kind.scalingpolicy.ScalingPolicySpec;
import io.kinexus.operator.kind.securitygrouprule.SecurityGroupRuleSpec;
import io.kinexus.operator.kind.taskdefinition.TaskDefinitionSpec;
import io.kinexus.operator.support.Written;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceBlueprintTest {
    private static final String IN = "port: 8000\ningress: {loadBalancer: edge, listener: 80}\n";
    private static final String ECR = "123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app:1.2";

    @TempDir
    Path root;

    @Test
    void theLeastServiceIsRolesLogsTasksAGroupAndAService() {
        assertThat(new Written(root).service("app", "").ids("app"))
                .containsExactlyInAnyOrder(
                        "role/app-execution",
                        "role/app-task",
                        "log-group/app",
                        "task-definition/app",
                        "security-group/app-service",
                        "ecs-service/app");
    }

    @Test
    void ecsMovesTrafficOfThisServiceAlone() {
        RoleSpec role = new Written(root)
                .service("app", IN + "rollout: {strategy: canary, percent: 5, stepBake: 10m, bake: 10m}\n")
                .spec(RoleSpec.class, "role/app-infrastructure");
        assertThat(role.trustPolicy()).contains("\"Service\":\"ecs.amazonaws.com\"");
        assertThat(role.inlinePolicies().get("infrastructure"))
                .contains(
                        "\"elasticloadbalancing:ModifyRule\"],\"Resource\":[\"${listener-rule/app.arn}\"]",
                        "${target-group/app-blue.arn}",
                        "${target-group/app-green.arn}")
                .doesNotContain("ModifyListener");
    }

    @Test
    void aServiceWithEverythingHasAResourceForEach() {
        Written written = new Written(root).service("app", IN + """
            scaling:
              {min: 2, max: 4, cpu: 70, memory: 60, requestsPerTarget: 600,
              schedules: [{name: night, schedule: "cron(0 20 * * ? *)", min: 0, max: 0}]}
            rollout: {strategy: canary, percent: 5, stepBake: 10m, bake: 10m}
            migrate: {command: [up]}
            """);
        assertThat(written.ids("app"))
                .contains(
                        "target-group/app-blue",
                        "target-group/app-green",
                        "role/app-infrastructure",
                        "listener-rule/app",
                        "security-group-rule/edge-to-app-8000",
                        "scalable-target/app",
                        "scaling-policy/app-cpu",
                        "scaling-policy/app-memory",
                        "scaling-policy/app-requests",
                        "scheduled-action/app-night");
        assertThat(written.declared("ecs-service/app").notes()).isEmpty();
        EcsServiceSpec service = written.spec(EcsServiceSpec.class, "ecs-service/app");
        assertThat(service.desiredCount()).isEqualTo(2);
        assertThat(service.scaled()).isTrue();
        assertThat(service.capacity()).containsExactly(new Share("FARGATE", 1, 1), new Share("FARGATE_SPOT", 3, 0));
        assertThat(service.network().subnets())
                .containsExactlyInAnyOrder("${subnet/main-private-a.subnetId}", "${subnet/main-private-b.subnetId}");
    }

    @Test
    void theExecutionRoleMayDoWhatStartingTheTaskTakes() {
        Written written = new Written(root)
                .document("Secret", "a/b", "generate: {length: 32}")
                .service("app", "secrets: {KEY: {secret: a/b}}");
        String policy = written.spec(RoleSpec.class, "role/app-execution")
                .inlinePolicies()
                .get("execution");
        assertThat(policy)
                .contains("arn:aws:logs:us-east-1:123456789012:log-group:/ecs/test/app:*")
                .contains("\"secretsmanager:GetSecretValue\"],\"Resource\":[\"${secret/a/b.arn}\"]")
                .doesNotContain("ecr:");
    }

    @Test
    void pullingFromEcrIsLimitedToTheRepository() {
        String spec = "cluster: apps\nnetwork: main\ncpu: 256\nmemory: 512\nimage: " + ECR;
        String policy = new Written(root)
                .document("Service", "app", spec)
                .spec(RoleSpec.class, "role/app-execution")
                .inlinePolicies()
                .get("execution");
        assertThat(policy).contains("\"arn:aws:ecr:us-east-1:123456789012:repository/team/app\"");
    }

    @Test
    void theTaskRoleMayDoWhatItConnectsTo() {
        Written written = new Written(root)
                .document("Bucket", "files", "versioned: false")
                .document("Table", "items", "keys: {partition: id}\nattributes: {id: S}")
                .service("app", """
                    connectsTo: [bucket/files, table/items]
                    permissions: [{actions: ["s3:GetObjectTagging"], on: bucket/files}]
                    """);
        String policy =
                written.spec(RoleSpec.class, "role/app-task").inlinePolicies().get("task");
        assertThat(policy)
                .contains("\"s3:PutObject\"],\"Resource\":[\"${bucket/files.arn}/*\"]")
                .contains("\"s3:GetObjectTagging\"],\"Resource\":[\"${bucket/files.arn}\",\"${bucket/files.arn}/*\"]")
                .contains("\"arn:aws:dynamodb:us-east-1:123456789012:table/items\"");
        assertThat(written.declared("ecs-service/app").notes()).isEmpty();
    }

    @Test
    void aRoleThatNeedsNothingMayDoNothing() {
        assertThat(new Written(root)
                        .service("app", "")
                        .spec(RoleSpec.class, "role/app-task")
                        .inlinePolicies())
                .isEmpty();
    }

    @Test
    void variablesComeFromTextFromOthersAndFromSecrets() {
        Written written = new Written(root)
                .document("Cache", "redis", "network: main\nnodeType: cache.t3.micro")
                .document("Secret", "key", "generate: {length: 32}")
                .document("Secret", "hand", "external: true")
                .document("Bucket", "code", "versioned: true")
                .document("Function", "f", "runtime: python3.12\nhandler: a.b\ncode: {bucket: code, key: a.zip}")
                .document("HttpApi", "shop", "routes: [{route: GET /a, function: f}]")
                .service("app", """
                    connectsTo: [cache/redis]
                    environment:
                      DEBUG: "false"
                      HOST: {from: cache/redis, value: host}
                      URL: {from: cache/redis, value: url}
                      API: {from: http-api/shop, value: url}
                    secrets:
                      WHOLE: {secret: key}
                      PART: {secret: hand, key: token}
                    """);
        TaskDefinitionSpec.Container app = written.spec(TaskDefinitionSpec.class, "task-definition/app")
                .containers()
                .get(0);
        assertThat(app.environment())
                .isEqualTo(Map.of(
                        "DEBUG", "false",
                        "HOST", "${replication-group/redis.host}",
                        "API", "${http-api/shop.endpoint}",
                        "URL", "rediss://${replication-group/redis.host}:${replication-group/redis.port}"));
        assertThat(app.secrets()).isEqualTo(Map.of("WHOLE", "${secret/key.arn}", "PART", "${secret/hand.arn}:token::"));
        assertThat(app.secretVersions())
                .isEqualTo(Map.of("key", "${secret/key.versionId}", "hand", "${secret/hand.versionId}"));
        SecurityGroupRuleSpec rule = written.spec(SecurityGroupRuleSpec.class, "security-group-rule/app-to-redis-6379");
        assertThat(rule.groupId()).isEqualTo("${security-group/redis-cache.groupId}");
        assertThat(rule.referencedGroupId()).contains("${security-group/app-service.groupId}");
    }

    /** Its tasks cannot start with a new password before that has its URL too. */
    @Test
    void whoReadsTheUrlMeansTheVersionThatHasIt() {
        TaskDefinitionSpec.Container app = new Written(root)
                .document(
                        "Database",
                        "d",
                        "network: main\nengine: postgres\nversion: \"15\"\ninstanceClass: db.t3.micro\n"
                                + "storage: {gib: 20}\ncredentials: login")
                .document("Secret", "login", "generate: {username: app, for: database/d}")
                .service("app", "secrets: {A: {secret: login, key: password}, B: {secret: login, key: url}}")
                .spec(TaskDefinitionSpec.class, "task-definition/app")
                .containers()
                .get(0);
        assertThat(app.secretVersions()).isEqualTo(Map.of("login", "${secret-connection/login.versionId}"));
    }

    @Test
    void requestsAreCountedOverBothGroupsWhereTrafficSwitches() {
        String scaling = "scaling: {min: 1, max: 4, requestsPerTarget: 600}\n";
        ScalingPolicySpec two = new Written(root)
                .service("app", IN + scaling + "rollout: {strategy: blue-green}")
                .spec(ScalingPolicySpec.class, "scaling-policy/app-requests");
        assertThat(two.predefined()).isEmpty();
        assertThat(two.metrics()).hasSize(5);
        ScalingPolicySpec one = new Written(root)
                .service("app", IN + scaling)
                .spec(ScalingPolicySpec.class, "scaling-policy/app-requests");
        assertThat(one.predefined().flatMap(ScalingPolicySpec.Predefined::resourceLabel))
                .contains("${load-balancer/edge.fullName}/${target-group/app-blue.fullName}");
    }

    @Test
    void priorityFollowsSpecificityThenNameAroundWhatIsWritten() {
        Written written = new Written(root);
        Map<String, String> rules = Map.of(
                "all", "path: /*",
                "api", "path: /api/*",
                "exact", "path: /api/health",
                "also", "path: /*",
                "host", "path: /*, host: a.example.com",
                "fixed", "path: /*, priority: 20");
        rules.forEach((name, rule) ->
                written.service(name, "port: 8000\ningress: {loadBalancer: edge, listener: 80, " + rule + "}"));
        assertThat(List.of("host", "fixed", "exact", "api", "all", "also"))
                .extracting(name -> written.spec(ListenerRuleSpec.class, "listener-rule/" + name)
                        .priority())
                .containsExactly(10, 20, 30, 40, 50, 60);
    }

    @Test
    void whatExistsIsUsedAndNotMade() {
        Written written = new Written(root).service("app", IN + """
            executionRole: arn:aws:iam::123456789012:role/theirs
            taskRole: arn:aws:iam::123456789012:role/theirs-too
            securityGroups: [sg-0123456789abcdef0]
            """);
        assertThat(written.ids("app")).noneMatch(id -> id.startsWith("role/") || id.startsWith("security-group"));
        EcsServiceSpec service = written.spec(EcsServiceSpec.class, "ecs-service/app");
        assertThat(service.network().securityGroups()).isEqualTo(Set.of("sg-0123456789abcdef0"));
        TaskDefinitionSpec task = written.spec(TaskDefinitionSpec.class, "task-definition/app");
        assertThat(task.executionRole()).isEqualTo("arn:aws:iam::123456789012:role/theirs");
        assertThat(task.taskRole()).isEqualTo(Optional.of("arn:aws:iam::123456789012:role/theirs-too"));
        assertThat(written.declared("ecs-service/app").notes())
                .containsExactly("its security groups exist and are never changed: let the load balancer in yourself");
    }

    @Test
    void theServiceComesAfterItsRuleAndItsWayOut() {
        Declared<?> service = new Written(root).service("app", IN).declared("ecs-service/app");
        assertThat(service.after())
                .extracting(id -> id.local())
                .containsExactlyInAnyOrder(
                        "listener-rule/app", "route-table/main-private", "security-group-rule/edge-to-app-8000");
    }
}
