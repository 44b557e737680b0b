package io.kinexus.operator.blueprint.network;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.kind.subnet.SubnetSpec;
import io.kinexus.operator.kind.vpc.VpcSpec;
import java.util.ArrayList;
import java.util.List;

/** A VPC and subnets that exist: seen, so that one that is missing or stands in another VPC is reported, and no more. */
final class ExistingNetwork {
    private static final char FIRST = 'a';

    private ExistingNetwork() {}

    static List<Declared<?>> read(NetworkDeclaration.Existing existing, Site site) {
        String network = site.self().name();
        List<Declared<?>> all = new ArrayList<>();
        all.add(Declared.of(site.id("vpc", network), site.self(), VpcSpec.existing())
                .existing(existing.vpc()));
        for (Tier tier : Tier.values()) {
            List<String> ids = existing.subnets().of(tier);
            for (int i = 0; i < ids.size(); i++) {
                all.add(subnet(site, network, tier, i, existing.vpc(), ids.get(i)));
            }
        }
        return all;
    }

    /** Which zone a subnet is in is not known here: the letters follow the order in the file. */
    private static Declared<SubnetSpec> subnet(
            Site site, String network, Tier tier, int place, String vpcId, String subnetId) {
        String letter = Character.toString(FIRST + place);
        return Declared.of(
                        site.id("subnet", NetworkDeclaration.subnetName(network, tier, letter)),
                        site.self(),
                        SubnetSpec.existing(vpcId))
                .existing(subnetId);
    }
}
