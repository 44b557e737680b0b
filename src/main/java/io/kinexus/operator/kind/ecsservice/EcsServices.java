package io.kinexus.operator.kind.ecsservice;

import static io.kinexus.operator.core.diff.Field.field;
import static io.kinexus.operator.core.diff.Field.stated;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.diff.Owner;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What an ECS service is to us: its table, its calls, its permissions. Pure. */
final class EcsServices {
    static final KindName NAME = new KindName("ecs-service");
    /** Ten a call, with their tags. */
    static final Floor FLOOR = new Floor(10, 0);

    private static final String CLUSTER = "cluster";
    static final String TASK_DEFINITION = "taskDefinition";
    static final String DESIRED_COUNT = "desiredCount";
    static final String CAPACITY = "capacityProviderStrategy";
    static final String LAUNCH_TYPE = "launchType";
    static final String PLATFORM = "platformVersion";
    static final String NETWORK = "networkConfiguration";
    static final String GRACE = "healthCheckGracePeriodSeconds";
    static final String REBALANCING = "availabilityZoneRebalancing";
    static final String REGISTRIES = "serviceRegistries";
    static final String LATEST = "LATEST";
    static final String FARGATE = "FARGATE";
    static final String NONE = "NONE";

    private static final int PERCENT = 100;
    private static final String ANY = "arn:aws:ecs:${region}:${account}:service/*";
    private static final String NAMED = "arn:aws:ecs:${region}:${account}:service/${cluster}/${name}";

    static final Fields<EcsServiceSpec, EcsServiceLive> FIELDS = table();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("ecs:DescribeServices", ANY)
                    .because("services are described, ours and those that are left over"),
            Permission.on("ecs:CreateService", NAMED),
            Permission.on("ecs:UpdateService", NAMED),
            Ownership.only(Permission.on("ecs:DeleteService", ANY)),
            Permission.on("ecs:TagResource", NAMED),
            Permission.on("ecs:DescribeServiceRevisions", "arn:aws:ecs:${region}:${account}:service-revision/*")
                    .because("in which of two target groups a service stands is told of its revisions"),
            Permission.on("iam:PassRole", "arn:aws:iam::${account}:role/kinexus/${environment}/*")
                    .when("StringEquals", "iam:PassedToService", "ecs.amazonaws.com"),
            Permission.on(
                            "iam:CreateServiceLinkedRole",
                            "arn:aws:iam::${account}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS")
                    .when("StringEquals", "iam:AWSServiceName", "ecs.amazonaws.com"),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private EcsServices() {}

    private static Fields<EcsServiceSpec, EcsServiceLive> table() {
        Fields.Builder<EcsServiceSpec, EcsServiceLive> table = Fields.table();
        running(table);
        EcsDeployments.rows(table);
        switches(table);
        return table.unmanaged("serviceName", "its identity")
                .unmanaged("service", "its identity")
                .unmanaged("clientToken", "the intent's token")
                .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
                .unmanaged("forceNewDeployment", "an order, not a state")
                .unmanaged("role", "ECS's service-linked role, which Fargate requires")
                .unmanaged("placementConstraints", "Fargate has none")
                .unmanaged("placementStrategy", "Fargate has none")
                .unmanaged("serviceConnectConfiguration", "not part of DescribeServices' answer; not declared yet")
                .unmanaged("volumeConfigurations", "not part of DescribeServices' answer; not declared yet")
                .unmanaged("vpcLatticeConfigurations", "not part of DescribeServices' answer; not declared yet")
                .build();
    }

    private static void running(Fields.Builder<EcsServiceSpec, EcsServiceLive> table) {
        table.row(field(CLUSTER, EcsServiceSpec::cluster, EcsServiceLive::cluster)
                        .matching((want, have) -> last(want).equals(last(have)))
                        .showing(EcsServices::last)
                        .effect(Effect.REPLACE))
                .row(rollout(field(TASK_DEFINITION, EcsServiceSpec::taskDefinition, EcsServiceLive::taskDefinition))
                        .matching((want, have) -> last(want).equals(last(have))))
                .row(field(DESIRED_COUNT, EcsServiceSpec::desiredCount, EcsServiceLive::desiredCount)
                        .owner((EcsServiceSpec spec) -> spec.scaled() ? Owner.SCALER : Owner.GIT))
                .row(rollout(field(CAPACITY, s -> Set.copyOf(s.capacity()), EcsServiceLive::capacity))
                        .showing(EcsDeployments::sorted))
                .row(rollout(stated(
                        LAUNCH_TYPE,
                        s -> s.capacity().isEmpty() ? Optional.of(FARGATE) : Optional.empty(),
                        l -> l.launchType().orElse(NONE))))
                .row(rollout(field(PLATFORM, s -> LATEST, EcsServiceLive::platformVersion)))
                .row(network("subnets", EcsServiceSpec.Network::subnets))
                .row(network("securityGroups", EcsServiceSpec.Network::securityGroups))
                .row(rollout(field(NETWORK + ".assignPublicIp", s -> s.network().publicIp(), l -> l.network()
                        .publicIp())))
                .row(EcsDeployments.targets())
                .row(rollout(field(REGISTRIES, s -> Set.<String>of(), EcsServiceLive::registries))
                        .showing(EcsDeployments::sorted))
                .row(field("schedulingStrategy", (EcsServiceSpec s) -> "REPLICA", (EcsServiceLive l) -> l.marks()
                                .scheduling())
                        .effect(Effect.REPLACE))
                .row(field("deploymentController", (EcsServiceSpec s) -> "ECS", (EcsServiceLive l) -> l.marks()
                                .controller())
                        .effect(Effect.REPLACE));
    }

    private static void switches(Fields.Builder<EcsServiceSpec, EcsServiceLive> table) {
        table.row(field(GRACE, s -> s.gracePeriodSeconds().orElse(0), l -> l.grace()
                        .orElse(0)))
                .row(field(REBALANCING, EcsServices::rebalancing, (EcsServiceLive l) -> l.rebalancing()
                                .orElse(""))
                        .matching((want, have) -> have.isEmpty() || want.equals(have)))
                .row(field("propagateTags", s -> NONE, (EcsServiceLive l) -> l.marks()
                        .propagateTags()))
                .row(field("enableECSManagedTags", s -> true, (EcsServiceLive l) -> l.marks()
                        .managedTags()))
                .row(field("enableExecuteCommand", EcsServiceSpec::executeCommand, (EcsServiceLive l) -> l.marks()
                        .executeCommand()));
    }

    /** AWS refuses it where nothing may run above the desired count. */
    static String rebalancing(EcsServiceSpec spec) {
        return spec.deployment().maximumPercent() > PERCENT ? "ENABLED" : "DISABLED";
    }

    private static <V> Field<EcsServiceSpec, EcsServiceLive, V> rollout(Field<EcsServiceSpec, EcsServiceLive, V> row) {
        return row.effect(Effect.ROLLOUT);
    }

    private static Field<EcsServiceSpec, EcsServiceLive, Set<String>> network(
            String member, Function<EcsServiceSpec.Network, Set<String>> value) {
        return rollout(field(
                        NETWORK + "." + member,
                        (EcsServiceSpec s) -> value.apply(s.network()),
                        (EcsServiceLive l) -> value.apply(l.network())))
                .showing(EcsDeployments::sorted);
    }

    /** ECS knows a service by its cluster: elsewhere it is another one, and this one would be stopped before that runs. */
    static Optional<String> impossible(EcsServiceLive live, List<FieldChange> changes) {
        return changes.stream()
                .filter(change -> change.path().equals(CLUSTER))
                .map(change -> "service " + live.name() + " runs in cluster " + last(live.cluster())
                        + ", and ECS does not move a service: declare a second Service under another name there,"
                        + " remove this one once that is healthy, or put cluster back to " + last(live.cluster()))
                .findFirst();
    }

    /** {@code family:16} or a cluster's name, of a name or an ARN. */
    private static String last(String nameOrArn) {
        return nameOrArn.startsWith("arn:") ? nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1) : nameOrArn;
    }
}
