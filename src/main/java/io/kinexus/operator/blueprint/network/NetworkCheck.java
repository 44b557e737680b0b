package io.kinexus.operator.blueprint.network;

import io.kinexus.operator.blueprint.Flaw;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Mistakes that only the whole of a network shows. Pure. */
final class NetworkCheck {
    private final NetworkDeclaration network;
    private final String region;
    private final List<Flaw> flaws = new ArrayList<>();

    private NetworkCheck(NetworkDeclaration network, String region) {
        this.network = network;
        this.region = region;
    }

    static List<Flaw> of(NetworkDeclaration network, String region) {
        NetworkCheck check = new NetworkCheck(network, region);
        network.existing().ifPresentOrElse(check::pointedAt, check::made);
        return check.flaws;
    }

    private void flaw(String path, String message) {
        flaws.add(new Flaw("spec." + path, message));
    }

    private void pointedAt(NetworkDeclaration.Existing existing) {
        excluded("cidr", network.cidr().isPresent());
        excluded("availabilityZones", network.availabilityZones().isPresent());
        excluded("tiers", !network.tiers().isEmpty());
        excluded("natGateways", network.natGateways().isPresent());
        excluded("endpoints", !network.endpoints().isEmpty());
        List<String> all = new ArrayList<>();
        for (Tier tier : Tier.values()) {
            all.addAll(existing.subnets().of(tier));
        }
        if (all.isEmpty()) {
            flaw("existing.subnets", "names no subnet; at least one of public, private or database must have one");
        }
        twice(all).forEach(id -> flaw("existing.subnets", id + " is named twice; each subnet belongs to one tier"));
    }

    private void excluded(String path, boolean present) {
        if (present) {
            flaw(path, "is not allowed beside existing: a network that exists is not made");
        }
    }

    private void made() {
        network.cidr()
                .ifPresentOrElse(
                        cidr -> AddressPlan.mistake(cidr).ifPresent(mistake -> flaw("cidr", mistake)),
                        () -> flaw(
                                "cidr", "is missing; must be an IPv4 block such as 10.0.0.0/16, or existing be given"));
        int zones = Zones.letters(region).size();
        if (network.zoneCount() > zones) {
            flaw("availabilityZones", "must be 1 to " + zones + ": " + region + " has no more zones");
        }
        twice(network.tiers()).forEach(tier -> flaw("tiers", tier.word() + " is named twice"));
        twice(network.endpoints()).forEach(service -> flaw("endpoints", service + " is named twice"));
        gateways();
    }

    private void gateways() {
        boolean wanted =
                network.natGateways().filter(nat -> nat != NatGateways.NONE).isPresent();
        if (wanted && !network.tiersOrUsual().containsAll(List.of(Tier.PUBLIC, Tier.PRIVATE))) {
            flaw(
                    "natGateways",
                    "must be none: a NAT gateway stands in the public tier and serves the private one, and both must be"
                            + " among the tiers");
        }
    }

    private static <T> Set<T> twice(Collection<T> items) {
        Set<T> seen = new HashSet<>();
        Set<T> twice = new HashSet<>();
        items.stream().filter(item -> !seen.add(item)).forEach(twice::add);
        return twice;
    }
}
