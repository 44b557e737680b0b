package io.kinexus.operator.blueprint.certificate;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.certificate.CertificateSpec;
import io.kinexus.operator.kind.dnsrecord.DnsRecordSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A certificate and, where its zone is given, the records that prove its names. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class CertificateBlueprint implements Blueprint<CertificateDeclaration> {
    private static final KindName NAME = new KindName("certificate");
    private static final Duration TTL = Duration.ofMinutes(5);
    private static final int TAIL = 6;

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Class<CertificateDeclaration> declaration() {
        return CertificateDeclaration.class;
    }

    @Override
    public List<Flaw> check(CertificateDeclaration declaration, Site site) {
        List<Flaw> flaws = new ArrayList<>();
        boolean exists = declaration.existing().isPresent();
        if (!exists && declaration.domain().isEmpty()) {
            flaws.add(
                    new Flaw("spec.domain", "is missing; a domain such as api.example.com, or `existing` with an ARN"));
        }
        if (exists && declaration.zone().isPresent()) {
            flaws.add(new Flaw("spec.zone", "is not used by a certificate that exists; leave it out"));
        }
        if (exists && !declaration.alternativeNames().isEmpty()) {
            flaws.add(
                    new Flaw("spec.alternativeNames", "cannot be changed on a certificate that exists; leave it out"));
        }
        declaration.domain().ifPresent(domain -> inZone("spec.domain", domain, declaration, flaws));
        List<String> others = declaration.alternativeNames();
        for (int i = 0; i < others.size(); i++) {
            inZone("spec.alternativeNames[" + i + "]", others.get(i), declaration, flaws);
        }
        return flaws;
    }

    /** A zone that is given by its name holds only names that end in it. */
    private static void inZone(String path, String domain, CertificateDeclaration declaration, List<Flaw> flaws) {
        declaration
                .zone()
                .map(CertificateBlueprint::bare)
                .filter(zone -> zone.contains("."))
                .ifPresent(zone -> {
                    String name = base(domain);
                    if (!name.equals(zone) && !name.endsWith("." + zone)) {
                        flaws.add(new Flaw(path, domain + " is not in the zone " + zone));
                    }
                });
    }

    @Override
    public List<Declared<?>> expand(CertificateDeclaration declaration, Site site) {
        String name = site.self().name();
        ResourceId id = site.id("certificate", name);
        CertificateSpec spec = new CertificateSpec(declaration.domain().orElse(""), declaration.alternativeNames());
        Declared<CertificateSpec> certificate = Declared.of(id, site.self(), spec);
        if (declaration.existing().isPresent()) {
            return List.of(certificate.existing(declaration.existing().get()));
        }
        if (declaration.zone().isEmpty()) {
            return List.of(certificate.notes(List.of(
                    "is issued once somebody has made its CNAME, which is shown while it waits; with `zone` it is made"
                            + " here")));
        }
        List<Declared<?>> all = new ArrayList<>();
        all.add(certificate);
        String zone = declaration.zone().get();
        String first = base(spec.domain());
        for (String domain : domains(spec)) {
            String tail = domain.equals(first) ? "" : Names.sha256(domain).substring(0, TAIL);
            DnsRecordSpec record = DnsRecordSpec.cname(
                    zone,
                    site.ref("certificate", name, "validationName" + tail),
                    TTL,
                    site.ref("certificate", name, "validationValue" + tail));
            String suffix = tail.isEmpty() ? "" : "-" + tail;
            all.add(Declared.of(site.id("dns-record", name + "-validation" + suffix), site.self(), record));
        }
        return all;
    }

    /** Each domain once: a wildcard is proven by its domain's record. */
    private static Set<String> domains(CertificateSpec spec) {
        Set<String> domains = new LinkedHashSet<>();
        domains.add(base(spec.domain()));
        spec.alternativeNames().forEach(name -> domains.add(base(name)));
        return domains;
    }

    private static String base(String domain) {
        return bare(domain).replaceFirst("^\\*\\.", "");
    }

    private static String bare(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
