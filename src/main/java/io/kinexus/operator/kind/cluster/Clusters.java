package io.kinexus.operator.kind.cluster;

import static io.kinexus.operator.core.diff.Field.field;
import static io.kinexus.operator.core.diff.Field.stated;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.diff.Match;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a cluster is to us: its table, its calls, its permissions. Pure. */
final class Clusters {
    static final KindName NAME = new KindName("cluster");
    /** A hundred a call, with their settings and tags. */
    static final Floor FLOOR = new Floor(100, 0);

    static final String INSIGHTS = "settings.containerInsights";
    static final String PROVIDERS = "capacityProviders";
    static final String STRATEGY = "defaultCapacityProviderStrategy";

    private static final String ANY = "arn:aws:ecs:${region}:${account}:cluster/*";
    private static final String NAMED = "arn:aws:ecs:${region}:${account}:cluster/${name}";

    static final Fields<ClusterSpec, ClusterLive> FIELDS = Fields.<ClusterSpec, ClusterLive>table()
            .row(stated(INSIGHTS, ClusterSpec::containerInsights, ClusterLive::containerInsights))
            .row(field(PROVIDERS, Clusters::providers, ClusterLive::providers)
                    .showing(names -> new TreeSet<>(names).toString()))
            .row(field(STRATEGY, ClusterSpec::capacity, ClusterLive::capacity)
                    .matching(Match.<List<ClusterSpec.Share>>unordered())
                    .showing(Clusters::text))
            .unmanaged("clusterName", "its identity")
            .unmanaged("cluster", "its identity")
            .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
            .unmanaged("configuration", "logging of ECS Exec and keys of managed storage are not declared yet")
            .unmanaged("serviceConnectDefaults", "Service Connect is not declared yet")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("ecs:DescribeClusters", ANY)
                    .because("clusters are described, ours and those that are left over"),
            Permission.on("ecs:CreateCluster", NAMED),
            Permission.on("ecs:TagResource", NAMED),
            Permission.on("ecs:UpdateClusterSettings", NAMED),
            Permission.on("ecs:PutClusterCapacityProviders", NAMED),
            Ownership.only(Permission.on("ecs:DeleteCluster", ANY)),
            Permission.on(
                            "iam:CreateServiceLinkedRole",
                            "arn:aws:iam::${account}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS")
                    .when("StringEquals", "iam:AWSServiceName", "ecs.amazonaws.com"),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private Clusters() {}

    static Set<String> providers(ClusterSpec spec) {
        return spec.capacity().stream().map(ClusterSpec.Share::provider).collect(Collectors.toSet());
    }

    private static String text(List<ClusterSpec.Share> strategy) {
        return strategy.stream()
                .map(share -> share.provider() + " weight " + share.weight() + " base " + share.base())
                .sorted()
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
