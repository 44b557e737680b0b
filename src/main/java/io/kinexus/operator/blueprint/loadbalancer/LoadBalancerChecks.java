package io.kinexus.operator.blueprint.loadbalancer;

import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.bucket.BucketDeclaration;
import io.kinexus.operator.blueprint.loadbalancer.LoadBalancerDeclaration.Listener;
import io.kinexus.operator.blueprint.loadbalancer.LoadBalancerDeclaration.Scheme;
import io.kinexus.operator.blueprint.network.NetworkDeclaration;
import io.kinexus.operator.blueprint.network.Tier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The mistakes that only a whole LoadBalancer shows. */
final class LoadBalancerChecks {
    private static final String NAME = "(?!-)(?!internal-)[A-Za-z0-9-]+(?<!-)";
    private static final int HTTPS = 443;
    private static final int MOST_CERTIFICATES = 26;

    private final LoadBalancerDeclaration declared;
    private final Site site;
    private final List<Flaw> flaws = new ArrayList<>();

    LoadBalancerChecks(LoadBalancerDeclaration declared, Site site) {
        this.declared = declared;
        this.site = site;
    }

    List<Flaw> all() {
        if (declared.existing().isPresent()) {
            existing();
        } else {
            ofItsOwn();
        }
        Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < declared.listeners().size(); i++) {
            Listener one = declared.listeners().get(i);
            String path = "spec.listeners[" + i + "]";
            if (!ports.add(one.port())) {
                add(path + ".port", one.port() + " is there twice; each port has one listener");
            }
            if (declared.existing().isPresent()) {
                onlyPort(path, one);
            } else {
                listener(path, one);
            }
        }
        return flaws;
    }

    private void existing() {
        String why = "is not set on a load balancer that exists; leave it out";
        declared.network().ifPresent(network -> add("spec.network", why));
        declared.accessLogs().ifPresent(logs -> add("spec.accessLogs", why));
        if (!declared.allowFrom().isEmpty()) {
            add("spec.allowFrom", why);
        }
        if (declared.deletionProtection()) {
            add("spec.deletionProtection", why);
        }
    }

    private void onlyPort(String path, Listener one) {
        if (one.redirectTo().isPresent() || one.https() || one.sslPolicy().isPresent()) {
            add(path, "of a load balancer that exists names its port only; the listener itself is not changed");
        }
    }

    private void ofItsOwn() {
        if (!site.self().name().matches(NAME)) {
            add(
                    "metadata.name",
                    "is the load balancer's own name: letters, digits and hyphens, no hyphen at its ends, not"
                            + " beginning with internal-");
        }
        if (declared.listeners().isEmpty()) {
            add("spec.listeners", "is missing; at least one port, such as [{port: 80}]");
        }
        if (declared.network().isEmpty()) {
            add("spec.network", "is missing; the name of a Network, or `existing` with an ARN");
        }
        declared.network().ifPresent(this::network);
        declared.accessLogs().ifPresent(logs -> {
            Optional<BucketDeclaration> bucket = site.find(BucketDeclaration.class, logs.bucket());
            if (bucket.filter(one -> one.existing().isEmpty() && !one.allowLoadBalancerLogs())
                    .isPresent()) {
                add(
                        "spec.accessLogs.bucket",
                        "bucket/" + logs.bucket() + " does not let load balancers write; set its"
                                + " allowLoadBalancerLogs: true");
            }
        });
        for (int i = 0; i < declared.allowFrom().size(); i++) {
            String path = "spec.allowFrom[" + i + "]";
            Ranges.flaw(declared.allowFrom().get(i)).ifPresent(what -> add(path, what));
        }
    }

    private void network(String network) {
        if (site.find(NetworkDeclaration.class, network).isEmpty()) {
            return;
        }
        boolean open = declared.scheme() == Scheme.INTERNET_FACING;
        Tier tier = open ? Tier.PUBLIC : Tier.PRIVATE;
        if (open && NetworkDeclaration.tierFor(site, network, tier) != Tier.PUBLIC) {
            add("spec.network", "network/" + network + " has no public tier, which internet-facing needs");
        } else if (NetworkDeclaration.subnetIds(site, network, tier).size() < 2) {
            add("spec.network", "network/" + network + " has one subnet for it; a load balancer needs two zones");
        }
        boolean everywhere = open || !declared.allowFrom().isEmpty();
        if (!everywhere && NetworkDeclaration.cidrOf(site, network).isEmpty()) {
            add(
                    "spec.allowFrom",
                    "is missing; the range of network/" + network + ", which exists, is not known: give it, such as"
                            + " [10.0.0.0/16]");
        }
    }

    private void listener(String path, Listener one) {
        if (one.certificate().isPresent() && !one.certificates().isEmpty()) {
            add(path, "has certificate and certificates; use one of them");
        }
        if (one.certificates().size() > MOST_CERTIFICATES) {
            add(path + ".certificates", "has more than AWS's 25 beside the default one");
        }
        if (one.redirectTo().isPresent() && one.https()) {
            add(path, "has redirectTo and a certificate; use one of them");
        }
        if (one.port() == HTTPS && !one.https()) {
            add(path + ".certificate", "is missing; port 443 needs a Certificate");
        }
        if (one.sslPolicy().isPresent() && !one.https()) {
            add(path + ".sslPolicy", "is for listeners with a certificate");
        }
        one.redirectTo().ifPresent(port -> {
            if (declared.listener(port).filter(Listener::https).isEmpty()) {
                add(path + ".redirectTo", "no listener with a certificate has port " + port);
            }
        });
    }

    private void add(String path, String message) {
        flaws.add(new Flaw(path, message));
    }
}
