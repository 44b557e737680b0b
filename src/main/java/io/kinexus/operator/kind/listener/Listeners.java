package io.kinexus.operator.kind.listener;

import static io.kinexus.operator.core.diff.Field.field;
import static io.kinexus.operator.core.diff.Field.maybe;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.diff.Match;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.List;
import java.util.Set;

/** What a listener is to us: its table, its calls, its permissions. Pure. */
final class Listeners {
    static final KindName NAME = new KindName("listener");
    /** One listing for each load balancer, which mostly has two listeners, and one call for the certificates of each. */
    static final Floor FLOOR = new Floor(2, 1);

    private static final String BALANCERS =
            "arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/app/${loadBalancerArn}/*";
    private static final String ANY = "arn:aws:elasticloadbalancing:${region}:${account}:listener/app/*";
    private static final String NAMED =
            "arn:aws:elasticloadbalancing:${region}:${account}:listener/app/${loadBalancerArn}/*";
    private static final String READ = "ELB's Describe actions have no resource-level permissions";

    static final Fields<ListenerSpec, ListenerLive> FIELDS = Fields.<ListenerSpec, ListenerLive>table()
            .row(field("protocol", ListenerSpec::protocol, ListenerLive::protocol))
            .row(maybe("sslPolicy", ListenerSpec::sslPolicy, ListenerLive::sslPolicy))
            .row(maybe(
                    "certificates.default",
                    spec -> spec.certificateArns().stream().findFirst(),
                    ListenerLive::defaultCertificate))
            .row(field("certificates.additional", Listeners::additional, ListenerLive::additionalCertificates)
                    .matching(Match.unordered()))
            .row(field("defaultActions", spec -> spec.action().text(), ListenerLive::action))
            .row(field("mutualAuthentication", spec -> "off", ListenerLive::mutualAuthentication))
            .unmanaged("loadBalancerArn", "its identity, with the port")
            .unmanaged("port", "its identity, with the load balancer")
            .unmanaged("listenerArn", "its identity")
            .unmanaged("alpnPolicy", "for TLS listeners of network load balancers")
            .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere("elasticloadbalancing:DescribeListeners", READ),
            Permission.anywhere("elasticloadbalancing:DescribeListenerCertificates", READ),
            Permission.anywhere("elasticloadbalancing:DescribeTags", READ),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"),
            Permission.on("elasticloadbalancing:CreateListener", BALANCERS),
            Permission.on("elasticloadbalancing:AddTags", NAMED),
            Permission.on("elasticloadbalancing:ModifyListener", NAMED),
            Permission.on("elasticloadbalancing:AddListenerCertificates", NAMED),
            Permission.on("elasticloadbalancing:RemoveListenerCertificates", NAMED),
            Ownership.only(Permission.on("elasticloadbalancing:DeleteListener", ANY)));

    private Listeners() {}

    static List<String> additional(ListenerSpec spec) {
        return spec.certificateArns().stream().skip(1).toList();
    }

    /** Whether a value still waits for another resource: a reference that nothing has filled. */
    static boolean open(String value) {
        return value.contains("${");
    }
}
