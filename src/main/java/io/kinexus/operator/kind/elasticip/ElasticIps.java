package io.kinexus.operator.kind.elasticip;

import io.kinexus.operator.aws.Ec2Permissions;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an Elastic IP address is to us: its table, its calls, its permissions. Pure. */
final class ElasticIps {
    static final KindName NAME = new KindName("elastic-ip");
    static final String TYPE = "elastic-ip";
    /** DescribeAddresses has no pages; an account has far fewer than a thousand. */
    static final Floor FLOOR = new Floor(1000, 0);

    private static final String POOL = "from Amazon's pool; own pools are not declared";

    static final Fields<ElasticIpSpec, ElasticIpLive> FIELDS = Fields.<ElasticIpSpec, ElasticIpLive>table()
            .unmanaged("tagSpecifications", "compared and written for all kinds alike, from the ownership sweep")
            .unmanaged("dryRun", "a property of the call")
            .unmanaged("domain", "vpc, the only one there is")
            .unmanaged("networkBorderGroup", "the region's own")
            .unmanaged("address", POOL)
            .unmanaged("publicIpv4Pool", POOL)
            .unmanaged("customerOwnedIpv4Pool", POOL)
            .unmanaged("ipamPoolId", POOL)
            .build();

    static final Set<Permission> PERMISSIONS = Stream.concat(
                    Stream.of(
                            Ec2Permissions.read("ec2:DescribeAddresses"),
                            Ec2Permissions.make("ec2:AllocateAddress", TYPE),
                            Ec2Permissions.change("ec2:ReleaseAddress", TYPE)),
                    Ec2Permissions.tags(TYPE, "AllocateAddress").stream())
            .collect(Collectors.toUnmodifiableSet());

    private ElasticIps() {}
}
