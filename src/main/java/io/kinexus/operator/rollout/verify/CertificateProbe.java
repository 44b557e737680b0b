package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The certificate that the service is reached with has not ended; one that ends soon is said, and is no reason to hold a
 * revision back. It is the one for the rule's hosts; the listener's default one where none is for them.
 */
final class CertificateProbe implements Probe {
    private static final Duration SOON = Duration.ofDays(14);

    private final InstantSource clock;

    CertificateProbe(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "certificate";
    }

    @Override
    public Object needs(Policy policy) {
        return policy.place().traffic().map(Place.Traffic::rule).orElse("");
    }

    @Override
    public Findings look(Scope scope, Policy policy) {
        Optional<Place.Traffic> traffic = policy.place().traffic();
        if (traffic.isEmpty()) {
            return new Findings().fine("it takes no requests");
        }
        String rule = traffic.get().rule();
        List<BalancingAws.Certificate> all = BalancingAws.certificates(scope, listener(rule));
        if (all.isEmpty()) {
            return new Findings().fine("its listener has none");
        }
        Findings findings = new Findings();
        List<BalancingAws.Certificate> known =
                all.stream().filter(one -> one.arn().contains(":acm:")).toList();
        if (known.size() < all.size()) {
            findings.unknown("a certificate of the listener is not ACM's, and is not looked at");
        }
        Set<String> hosts = BalancingAws.rule(scope, rule)
                .map(BalancingAws.Forwarding::hosts)
                .orElse(Set.of());
        used(scope, known, hosts).forEach(one -> look(one, findings));
        return findings;
    }

    /** A rule's ARN holds its listener's. */
    static String listener(String rule) {
        return rule.substring(0, rule.lastIndexOf('/')).replace(":listener-rule/", ":listener/");
    }

    private static List<CertificatesAws.Found> used(
            Scope scope, List<BalancingAws.Certificate> certificates, Set<String> hosts) {
        List<CertificatesAws.Found> covering = certificates.stream()
                .map(one -> CertificatesAws.read(scope, one.arn()))
                .filter(one -> hosts.stream().anyMatch(host -> covers(one, host)))
                .toList();
        return covering.isEmpty()
                ? certificates.stream()
                        .filter(BalancingAws.Certificate::standard)
                        .map(one -> CertificatesAws.read(scope, one.arn()))
                        .toList()
                : covering;
    }

    /** A certificate's star stands for one label. */
    private static boolean covers(CertificatesAws.Found certificate, String host) {
        String parent = host.substring(host.indexOf('.') + 1);
        return certificate.names().stream().anyMatch(name -> name.equals(host) || name.equals("*." + parent));
    }

    private void look(CertificatesAws.Found one, Findings findings) {
        Instant now = clock.instant();
        String certificate = "the certificate for " + one.domain();
        boolean over = one.status().equals("EXPIRED")
                || one.until().filter(until -> !until.isAfter(now)).isPresent();
        if (over) {
            findings.wrong(certificate + " has expired: renew it");
        } else if (!one.status().equals("ISSUED")) {
            findings.wrong(certificate + " is " + one.status() + ": issue it");
        } else {
            boolean soon =
                    one.until().filter(until -> until.isBefore(now.plus(SOON))).isPresent();
            findings.fine(certificate + " is good"
                    + (soon ? " until " + one.until().get() + " only: see why it was not renewed" : ""));
        }
    }
}
