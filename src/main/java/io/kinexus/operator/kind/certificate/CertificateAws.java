package io.kinexus.operator.kind.certificate;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.Tag;

/**
 * The calls. A certificate has no name: our tag is its identity, and several may carry it while one follows another.
 *
 * @see <a href="https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html">RequestCertificate</a>
 */
final class CertificateAws {
    private static final int PAGE = 1000;
    private static final int TOKEN = 32;
    private static final String GONE = "ResourceNotFoundException";
    private static final Duration SOON = Duration.ofSeconds(30);

    private CertificateAws() {}

    static Map<ResourceId, Observation<CertificateLive>> observe(
            Scope scope, Collection<Declared<CertificateSpec>> wanted) {
        return Sweep.whole(wanted, all -> {
            Map<ResourceId, List<String>> owned =
                    all.stream().allMatch(one -> one.existing().isPresent())
                            ? Map.of()
                            : Ownership.sweep(scope).of(Certificates.NAME);
            return Sweep.oneByOne(scope, all, one -> {
                List<String> arns =
                        one.existing().map(List::of).orElseGet(() -> owned.getOrDefault(one.id(), List.of()));
                boolean ours = one.existing().isEmpty();
                return choose(read(scope, arns), Optional.of(one.spec()))
                        .<Observation<CertificateLive>>map(
                                live -> new Observation.Present<>(live, !live.pending(), ours))
                        .orElseGet(() -> ours ? stray(scope, one) : Observation.absent());
            });
        });
    }

    /**
     * One that the sweep does not know yet, or one that lost our tags by somebody's hand: that is still there, no longer
     * ours, and must not be requested a second time.
     */
    private static Observation<CertificateLive> stray(Scope scope, Declared<CertificateSpec> one) {
        AcmClient acm = scope.client(AcmClient.class);
        Map<String, Map<String, String>> tags = new LinkedHashMap<>();
        ofDomain(acm, one.spec().domain()).forEach(arn -> tags.put(arn, tags(acm, arn)));
        List<String> ours = tags.keySet().stream()
                .filter(arn -> Ownership.ours(one.id(), tags.getOrDefault(arn, Map.of())))
                .toList();
        List<String> lost = tags.keySet().stream()
                .filter(arn -> lost(scope, one.id(), tags.getOrDefault(arn, Map.of())))
                .toList();
        return choose(read(scope, ours.isEmpty() ? lost : ours), Optional.of(one.spec()))
                .<Observation<CertificateLive>>map(
                        live -> new Observation.Present<>(live, !live.pending(), !ours.isEmpty()))
                .orElseGet(Observation::absent);
    }

    /** One of our two tags is left, or the environment's own are. */
    private static boolean lost(Scope scope, ResourceId id, Map<String, String> tags) {
        boolean environment = scope.environment().equals(tags.get(Ownership.ENVIRONMENT));
        boolean resource = id.local().equals(tags.get(Ownership.RESOURCE));
        boolean none = !tags.containsKey(Ownership.ENVIRONMENT) && !tags.containsKey(Ownership.RESOURCE);
        return (environment && !tags.containsKey(Ownership.RESOURCE))
                || (resource && !tags.containsKey(Ownership.ENVIRONMENT))
                || (none
                        && !scope.tags().isEmpty()
                        && tags.entrySet().containsAll(scope.tags().entrySet()));
    }

    private static List<String> ofDomain(AcmClient acm, String domain) {
        return acm.listCertificatesPaginator(r -> r.maxItems(PAGE)).certificateSummaryList().stream()
                .filter(one -> domain.equalsIgnoreCase(one.domainName()))
                .map(CertificateSummary::certificateArn)
                .toList();
    }

    static Map<ResourceId, Observation<CertificateLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<CertificateLive>> surplus = new LinkedHashMap<>();
        Ownership.sweep(scope).of(Certificates.NAME).forEach((id, arns) -> {
            if (!declared.contains(id)) {
                choose(read(scope, arns), Optional.empty())
                        .ifPresent(live -> surplus.put(id, Observation.present(live)));
            }
        });
        return surplus;
    }

    /** The one that fits, issued before pending; the others are superseded once it is issued and nothing uses them. */
    private static Optional<CertificateLive> choose(List<CertificateLive> all, Optional<CertificateSpec> wanted) {
        Comparator<CertificateLive> best = Comparator.<CertificateLive, Boolean>comparing(live ->
                        wanted.map(spec -> Certificates.fits(spec, live)).orElse(true))
                .thenComparing(CertificateLive::issued)
                .thenComparing(CertificateLive::inUse)
                .thenComparing(CertificateLive::arn);
        return all.stream()
                .max(best)
                .map(chosen -> chosen.superseded(all.stream()
                        .filter(other -> !other.arn().equals(chosen.arn()))
                        .filter(other -> chosen.issued() || other.stillborn())
                        .filter(other -> !other.inUse())
                        .map(CertificateLive::arn)
                        .sorted()
                        .toList()));
    }

    static Outcome create(Scope scope, Declared<CertificateSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> request(scope, wanted, attempt));
    }

    static Outcome update(
            Scope scope,
            Declared<CertificateSpec> wanted,
            CertificateLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return AwsFailures.attempt(() -> {
            live.superseded().forEach(arn -> delete(scope, arn));
            boolean onlyTidying =
                    changes.stream().allMatch(change -> change.path().equals(Certificates.SUPERSEDED));
            return onlyTidying ? Outcome.done() : request(scope, wanted, attempt);
        });
    }

    /** Looks for ours first: the token is good for an hour only. */
    private static Outcome request(Scope scope, Declared<CertificateSpec> wanted, Attempt attempt) {
        AcmClient acm = scope.client(AcmClient.class);
        CertificateSpec spec = wanted.spec();
        Optional<CertificateLive> made = mine(scope, wanted);
        if (made.isEmpty()) {
            String token = attempt.token().replaceAll("[^A-Za-z0-9_]", "");
            List<String> names = Certificates.wantedNames(spec);
            String arn = acm.requestCertificate(r -> {
                        r.domainName(spec.domain())
                                .validationMethod("DNS")
                                .idempotencyToken(token.substring(0, Math.min(TOKEN, token.length())))
                                .tags(tags(Ownership.tags(scope, wanted)));
                        if (!names.isEmpty()) {
                            r.subjectAlternativeNames(names);
                        }
                    })
                    .certificateArn();
            made = read(scope, List.of(arn)).stream().findFirst();
        }
        return made.filter(CertificateLive::pending)
                .map(live -> Outcome.waiting(Certificates.toCreate(live.records()), SOON))
                .orElseGet(Outcome::done);
    }

    /** By ACM's own tags, among the certificates of this domain. */
    private static Optional<CertificateLive> mine(Scope scope, Declared<CertificateSpec> wanted) {
        AcmClient acm = scope.client(AcmClient.class);
        List<String> arns = ofDomain(acm, wanted.spec().domain()).stream()
                .filter(arn -> Ownership.ours(wanted.id(), tags(acm, arn)))
                .toList();
        return read(scope, arns).stream()
                .filter(live -> Certificates.fits(wanted.spec(), live))
                .findFirst();
    }

    static Outcome delete(Scope scope, ResourceId id, CertificateLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            live.superseded().forEach(arn -> delete(scope, arn));
            delete(scope, live.arn());
            return Outcome.done();
        });
    }

    private static void delete(Scope scope, String arn) {
        try {
            scope.client(AcmClient.class).deleteCertificate(r -> r.certificateArn(arn));
        } catch (SdkException failure) {
            if (!AwsFailures.is(failure, GONE)) {
                throw failure;
            }
        }
    }

    private static List<CertificateLive> read(Scope scope, List<String> arns) {
        return arns.stream().flatMap(arn -> read(scope, arn).stream()).toList();
    }

    private static Optional<CertificateLive> read(Scope scope, String arn) {
        try {
            return Optional.of(live(scope.client(AcmClient.class)
                    .describeCertificate(r -> r.certificateArn(arn))
                    .certificate()));
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, GONE)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static CertificateLive live(CertificateDetail detail) {
        return new CertificateLive(
                detail.certificateArn(),
                detail.domainName(),
                Certificates.others(detail.domainName(), detail.subjectAlternativeNames()),
                detail.statusAsString(),
                Optional.ofNullable(detail.failureReasonAsString()).orElse(""),
                detail.domainValidationOptions().stream()
                        .filter(one -> one.resourceRecord() != null)
                        .map(one -> new CertificateLive.Proof(
                                one.domainName(),
                                one.resourceRecord().name(),
                                one.resourceRecord().value()))
                        .toList(),
                Optional.ofNullable(detail.notAfter()),
                Optional.ofNullable(detail.renewalSummary()).map(summary -> summary.renewalStatusAsString()),
                !detail.inUseBy().isEmpty(),
                List.of());
    }

    private static Map<String, String> tags(AcmClient acm, String arn) {
        Map<String, String> tags = new HashMap<>();
        acm.listTagsForCertificate(r -> r.certificateArn(arn))
                .tags()
                .forEach(tag ->
                        tags.put(tag.key(), Optional.ofNullable(tag.value()).orElse("")));
        return tags;
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(e -> Tag.builder().key(e.getKey()).value(e.getValue()).build())
                .toList();
    }
}
