package io.kinexus.operator.kind.internetgateway;

import static io.kinexus.operator.core.diff.Field.exact;

import io.kinexus.operator.aws.Ec2Permissions;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an internet gateway is to us: its table, its calls, its permissions. Pure. */
final class InternetGateways {
    static final KindName NAME = new KindName("internet-gateway");
    static final String TYPE = "internet-gateway";
    /** A thousand a page, with everything in it. */
    static final Floor FLOOR = new Floor(1000, 0);

    static final Fields<InternetGatewaySpec, InternetGatewayLive> FIELDS =
            Fields.<InternetGatewaySpec, InternetGatewayLive>table()
                    .row(exact(
                            "vpcId",
                            (InternetGatewaySpec spec) -> Optional.of(spec.vpcId()),
                            InternetGatewayLive::vpcId))
                    .unmanaged("internetGatewayId", "its identity")
                    .unmanaged(
                            "tagSpecifications", "compared and written for all kinds alike, from the ownership sweep")
                    .unmanaged("dryRun", "a property of the call")
                    .build();

    static final Set<Permission> PERMISSIONS = Stream.concat(
                    Stream.of(
                            Ec2Permissions.read("ec2:DescribeInternetGateways"),
                            Ec2Permissions.make("ec2:CreateInternetGateway", TYPE),
                            Ec2Permissions.change("ec2:AttachInternetGateway", TYPE),
                            Ec2Permissions.names("ec2:AttachInternetGateway", "vpc"),
                            Ec2Permissions.change("ec2:DetachInternetGateway", TYPE),
                            Ec2Permissions.names("ec2:DetachInternetGateway", "vpc"),
                            Ec2Permissions.change("ec2:DeleteInternetGateway", TYPE)),
                    Ec2Permissions.tags(TYPE, "CreateInternetGateway").stream())
            .collect(Collectors.toUnmodifiableSet());

    private InternetGateways() {}
}
