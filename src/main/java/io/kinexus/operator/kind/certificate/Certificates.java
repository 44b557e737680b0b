package io.kinexus.operator.kind.certificate;

import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.diff.Match;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.Permission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a certificate is to us: its table, its calls, its permissions. Pure. */
final class Certificates {
    static final KindName NAME = new KindName("certificate");
    /** One description each; the ownership sweep says which are ours. */
    static final Floor FLOOR = new Floor(0, 1);

    static final String STATUS = "status";
    static final String SUPERSEDED = "superseded";
    private static final int DIGITS = 6;
    private static final String ANY = "arn:aws:acm:${region}:${account}:certificate/*";

    /**
     * A certificate cannot be changed, and one that listeners use cannot be deleted: so another is requested under the
     * same id, and the last one is removed when nothing uses it any more. That is why nothing here is a replacement.
     */
    static final Fields<CertificateSpec, CertificateLive> FIELDS = Fields.<CertificateSpec, CertificateLive>table()
            .row(field("domainName", spec -> lower(spec.domain()), live -> lower(live.domain())))
            .row(field("subjectAlternativeNames", Certificates::wantedNames, Certificates::liveNames)
                    .matching(Match.unordered()))
            .row(field(STATUS, spec -> "usable", Certificates::usable))
            .row(field(SUPERSEDED, spec -> List.of(), CertificateLive::superseded))
            .unmanaged("validationMethod", "always DNS, which renews by itself")
            .unmanaged("domainValidationOptions", "for validation by e-mail")
            .unmanaged("idempotencyToken", "the attempt's own")
            .unmanaged("options", "AWS's defaults: logged for transparency, not exportable")
            .unmanaged("certificateAuthorityArn", "for private certificate authorities")
            .unmanaged("keyAlgorithm", "RSA_2048, which every client takes")
            .unmanaged("managedBy", "for CloudFront")
            .unmanaged("tags", "its identity, and compared and written for all kinds alike")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere("acm:RequestCertificate", "there is no certificate yet whose ARN could be named")
                    .when("StringEquals", "aws:RequestTag/" + Ownership.ENVIRONMENT, "${environment}"),
            Permission.anywhere("acm:ListCertificates", "it lists all certificates of the account"),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"),
            Permission.on("acm:AddTagsToCertificate", ANY)
                    .when("StringEquals", "aws:RequestTag/" + Ownership.ENVIRONMENT, "${environment}"),
            Permission.on("acm:DescribeCertificate", ANY)
                    .because("a certificate's ARN is AWS's own, and existing ones have none of our tags"),
            Permission.on("acm:ListTagsForCertificate", ANY)
                    .because("a certificate's ARN is AWS's own, and existing ones have none of our tags"),
            Ownership.only(Permission.on("acm:DeleteCertificate", ANY)));

    private Certificates() {}

    static List<String> wantedNames(CertificateSpec spec) {
        return others(spec.domain(), spec.alternativeNames());
    }

    private static List<String> liveNames(CertificateLive live) {
        return others(live.domain(), live.alternativeNames());
    }

    /** Without the domain itself, which AWS adds to the list. */
    static List<String> others(String domain, List<String> names) {
        return names.stream()
                .map(Certificates::lower)
                .filter(name -> !name.equals(lower(domain)))
                .distinct()
                .toList();
    }

    /** Whether it is the one that is wanted, of several under one id. */
    static boolean fits(CertificateSpec spec, CertificateLive live) {
        return lower(spec.domain()).equals(lower(live.domain()))
                && Set.copyOf(wantedNames(spec)).equals(Set.copyOf(liveNames(live)))
                && !live.stillborn();
    }

    private static String usable(CertificateLive live) {
        return live.stillborn() ? live.status() : "usable";
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The ARN only once it is issued: listeners take no other. The records as soon as AWS tells them. */
    static Map<String, String> outputs(CertificateLive live) {
        Map<String, String> outputs = new LinkedHashMap<>();
        if (live.issued()) {
            outputs.put("arn", live.arn());
        }
        for (CertificateLive.Proof proof : live.records()) {
            String suffix = lower(proof.domain()).equals(lower(live.domain())) ? "" : suffix(proof.domain());
            outputs.put("validationName" + suffix, proof.name());
            outputs.put("validationValue" + suffix, proof.value());
        }
        return outputs;
    }

    /** The record of a further name is told apart by six digits of the name, without a wildcard. */
    static String suffix(String name) {
        return Names.sha256(lower(name).replaceFirst("^\\*\\.", "")).substring(0, DIGITS);
    }

    /** What to do, in words: {@code create CNAME _a.example.com. -> _b.acm-validations.aws.} */
    static String toCreate(List<CertificateLive.Proof> records) {
        return records.isEmpty()
                ? "its DNS record, which AWS has not told yet"
                : "its DNS validation: create "
                        + records.stream()
                                .map(one -> "CNAME " + one.name() + " -> " + one.value())
                                .distinct()
                                .collect(Collectors.joining(", "));
    }

    /** AWS begins to renew 60 days before the end; what is then pending or failed needs a person. */
    static Verdict health(CertificateLive live) {
        if (live.pending()) {
            return Verdict.unknown("the certificate waits for " + toCreate(live.records()));
        }
        if (!live.issued()) {
            return Verdict.unhealthy("the certificate is " + live.status().toLowerCase(Locale.ROOT)
                    + (live.reason().isEmpty() ? "" : ": " + live.reason()));
        }
        String renewal = live.renewal().orElse("");
        if (renewal.equals("PENDING_VALIDATION") || renewal.equals("FAILED")) {
            return Verdict.unhealthy("the certificate ends on "
                    + live.notAfter().map(String::valueOf).orElse("an unknown day") + " and cannot be renewed without "
                    + toCreate(live.records()));
        }
        return Verdict.healthy();
    }
}
