package io.kinexus.operator.sandbox.acm;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.SandboxService;
import io.kinexus.operator.sandbox.elbv2.Elbv2Sandbox;
import io.kinexus.operator.sandbox.route53.Route53Sandbox;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateExport;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.CertificateTransparencyLoggingPreference;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.DeleteCertificateRequest;
import software.amazon.awssdk.services.acm.model.DeleteCertificateResponse;
import software.amazon.awssdk.services.acm.model.DescribeCertificateRequest;
import software.amazon.awssdk.services.acm.model.DescribeCertificateResponse;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.ListCertificatesRequest;
import software.amazon.awssdk.services.acm.model.ListCertificatesResponse;
import software.amazon.awssdk.services.acm.model.RenewalEligibility;
import software.amazon.awssdk.services.acm.model.RenewalStatus;
import software.amazon.awssdk.services.acm.model.RequestCertificateRequest;
import software.amazon.awssdk.services.acm.model.RequestCertificateResponse;
import software.amazon.awssdk.services.acm.model.ResourceRecord;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/**
 * Public certificates, validated by DNS: issued when the script says so, or within a minute of their records being in
 * Route 53; given up after 72 hours; renewed 60 days before their end while they are in use.
 *
 * @see <a href="https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html">DNS validation</a>
 * @see <a href="https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html">Managed renewal</a>
 */
@AutoService(SandboxService.class)
public final class AcmSandbox implements SandboxService {
    private static final int PAGE = 1000;
    private static final int NAMES = 100;
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofDays(3);
    private static final Duration TOKEN = Duration.ofHours(1);
    private static final Duration VALID = Duration.ofDays(395);
    private static final Duration RENEW = Duration.ofDays(60);
    private static final String DOMAIN =
            "(\\*\\.)?([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.)+[A-Za-z0-9-]{2,63}";

    private final Map<String, Request> certificates = new LinkedHashMap<>();
    private Optional<Account> home = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        home = Optional.of(account);
        handlers.on(RequestCertificateRequest.class, this::request);
        handlers.failsLater(
                RequestCertificateRequest.class,
                RequestCertificateResponse.class,
                (asked, made) -> end(made.certificateArn(), CertificateStatus.FAILED));
        handlers.on(DescribeCertificateRequest.class, this::describe);
        handlers.on(ListCertificatesRequest.class, this::list);
        handlers.on(DeleteCertificateRequest.class, this::delete);
        new AcmTags(this, account).install(handlers);
    }

    @Override
    public Object state() {
        return certificates.values().stream()
                .map(one -> Map.of(
                        "arn", one.arn(),
                        "domain", one.detail().domainName(),
                        "names", List.copyOf(one.detail().subjectAlternativeNames()),
                        "status", one.detail().statusAsString()))
                .toList();
    }

    public boolean exists(String arn) {
        return certificates.containsKey(arn);
    }

    /** Whether it can be put on a listener. */
    public boolean issued(String arn) {
        return Optional.ofNullable(certificates.get(arn)).map(Request::issued).orElse(false);
    }

    private RequestCertificateResponse request(RequestCertificateRequest request) {
        check(request);
        Instant since = account().now().minus(TOKEN);
        Optional<Request> same = Optional.ofNullable(request.idempotencyToken())
                .flatMap(token -> certificates.values().stream()
                        .filter(one -> one.token().equals(Optional.of(token)))
                        .filter(one -> one.detail().domainName().equalsIgnoreCase(request.domainName()))
                        .filter(one -> one.detail().createdAt().isAfter(since))
                        .findFirst());
        Request made = same.orElseGet(() -> make(request));
        return RequestCertificateResponse.builder().certificateArn(made.arn()).build();
    }

    private static void check(RequestCertificateRequest request) {
        List<String> names = Request.names(String.valueOf(request.domainName()), request.subjectAlternativeNames());
        names.stream().filter(name -> !name.matches(DOMAIN)).findFirst().ifPresent(name -> {
            throw AwsFault.badRequest(
                    "ValidationException", "Value '" + name + "' at 'domainName' failed to satisfy constraint");
        });
        if (names.size() > NAMES) {
            throw AwsFault.badRequest("LimitExceededException", "A certificate has at most " + NAMES + " names");
        }
        if (request.validationMethod() != null && request.validationMethod() != ValidationMethod.DNS) {
            throw AwsFault.badRequest("InvalidParameterException", "The sandbox validates certificates by DNS only");
        }
        if (request.idempotencyToken() != null && !request.idempotencyToken().matches("\\w{1,32}")) {
            throw AwsFault.badRequest(
                    "ValidationException",
                    "Value at 'idempotencyToken' failed to satisfy constraint: \\w+, at most 32");
        }
    }

    private Request make(RequestCertificateRequest request) {
        String arn = account().arn("acm", "certificate/" + account().dice().uuid());
        List<String> names = Request.names(request.domainName(), request.subjectAlternativeNames());
        CertificateDetail detail = CertificateDetail.builder()
                .certificateArn(arn)
                .domainName(names.get(0))
                .subjectAlternativeNames(names)
                .createdAt(account().now())
                .status(CertificateStatus.PENDING_VALIDATION)
                .type(CertificateType.AMAZON_ISSUED)
                .keyAlgorithm(Optional.ofNullable(request.keyAlgorithm()).orElse(KeyAlgorithm.RSA_2048))
                .signatureAlgorithm("SHA256WITHRSA")
                .issuer("Amazon")
                .subject("CN=" + names.get(0))
                .renewalEligibility(RenewalEligibility.INELIGIBLE)
                .options(o -> o.certificateTransparencyLoggingPreference(
                                CertificateTransparencyLoggingPreference.ENABLED)
                        .export(CertificateExport.DISABLED))
                .build();
        Request made = new Request(detail, Optional.ofNullable(request.idempotencyToken()));
        certificates.put(arn, made);
        account().service(TagStore.class).put(arn, AcmTags.plain(request.tags()));
        account().script().validateAfter().ifPresent(delay -> account().clock().after(delay, () -> issue(arn)));
        account().clock().after(LOOK, () -> look(arn));
        return made;
    }

    /** Again and again until the records are found or time is up. */
    private void look(String arn) {
        Request one = certificates.get(arn);
        if (one == null || !one.pending()) {
            return;
        }
        Route53Sandbox zones = account().service(Route53Sandbox.class);
        boolean proven = one.detail().subjectAlternativeNames().stream()
                .map(name -> Request.record(account().id(), name))
                .allMatch(record -> has(zones, record));
        if (proven) {
            issue(arn);
        } else if (account().now().isBefore(one.detail().createdAt().plus(PATIENCE))) {
            account().clock().after(LOOK, () -> look(arn));
        } else {
            end(arn, CertificateStatus.VALIDATION_TIMED_OUT);
        }
    }

    private void end(String arn, CertificateStatus how) {
        certificates.computeIfPresent(arn, (key, one) -> one.ended(how));
    }

    private static boolean has(Route53Sandbox zones, ResourceRecord record) {
        return zones.answers(record.name(), record.typeAsString(), record.value());
    }

    private void issue(String arn) {
        Request one = certificates.get(arn);
        if (one == null || !one.pending()) {
            return;
        }
        certificates.put(arn, one.detail(valid(one.detail(), account().now())));
        account().clock().after(VALID.minus(RENEW), () -> renew(arn));
    }

    private CertificateDetail valid(CertificateDetail detail, Instant from) {
        return detail.toBuilder()
                .status(CertificateStatus.ISSUED)
                .issuedAt(from)
                .notBefore(from)
                .notAfter(from.plus(VALID))
                .serial(account().dice().hex(32))
                .build();
    }

    private void renew(String arn) {
        Request one = certificates.get(arn);
        if (one == null) {
            return;
        }
        if (users(arn).isEmpty()) {
            account().clock().after(RENEW, () -> end(arn, CertificateStatus.EXPIRED));
            return;
        }
        Instant now = account().now();
        CertificateDetail fresh = valid(one.detail(), now).toBuilder()
                .renewalSummary(r -> r.renewalStatus(RenewalStatus.SUCCESS)
                        .domainValidationOptions(one.validations(account().id(), now))
                        .updatedAt(now))
                .build();
        certificates.put(arn, one.detail(fresh));
        account().clock().after(VALID.minus(RENEW), () -> renew(arn));
    }

    private DescribeCertificateResponse describe(DescribeCertificateRequest request) {
        return DescribeCertificateResponse.builder()
                .certificate(described(existing(request.certificateArn())))
                .build();
    }

    private CertificateDetail described(Request one) {
        List<String> users = users(one.arn());
        return one.detail().toBuilder()
                .domainValidationOptions(
                        one.validations(account().id(), account().now()))
                .inUseBy(users)
                .renewalEligibility(
                        one.issued() && !users.isEmpty() ? RenewalEligibility.ELIGIBLE : RenewalEligibility.INELIGIBLE)
                .build();
    }

    private ListCertificatesResponse list(ListCertificatesRequest request) {
        List<CertificateSummary> found = certificates.values().stream()
                .filter(one -> request.certificateStatuses().isEmpty()
                        || request.certificateStatuses().contains(one.detail().status()))
                .map(this::described)
                .map(AcmSandbox::summary)
                .toList();
        Pages.Page<CertificateSummary> page = Pages.of(found, request.maxItems(), PAGE, PAGE, request.nextToken());
        return ListCertificatesResponse.builder()
                .certificateSummaryList(page.items())
                .nextToken(page.next())
                .build();
    }

    private static CertificateSummary summary(CertificateDetail detail) {
        return CertificateSummary.builder()
                .certificateArn(detail.certificateArn())
                .domainName(detail.domainName())
                .subjectAlternativeNameSummaries(detail.subjectAlternativeNames())
                .hasAdditionalSubjectAlternativeNames(false)
                .status(detail.status())
                .type(detail.type())
                .keyAlgorithm(detail.keyAlgorithm())
                .inUse(!detail.inUseBy().isEmpty())
                .exported(false)
                .renewalEligibility(detail.renewalEligibility())
                .notBefore(detail.notBefore())
                .notAfter(detail.notAfter())
                .createdAt(detail.createdAt())
                .issuedAt(detail.issuedAt())
                .build();
    }

    private DeleteCertificateResponse delete(DeleteCertificateRequest request) {
        Request one = existing(request.certificateArn());
        if (!users(one.arn()).isEmpty()) {
            throw AwsFault.badRequest(
                    "ResourceInUseException",
                    "Certificate " + one.arn() + " in account " + account().id() + " is in use.");
        }
        certificates.remove(one.arn());
        account().service(TagStore.class).forget(one.arn());
        return DeleteCertificateResponse.builder().build();
    }

    Request existing(String arn) {
        if (arn == null || !arn.matches("arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/.+")) {
            throw AwsFault.badRequest("InvalidArnException", "Invalid Arn: " + arn);
        }
        return Optional.ofNullable(certificates.get(arn))
                .orElseThrow(() ->
                        AwsFault.badRequest("ResourceNotFoundException", "Could not find certificate " + arn + "."));
    }

    private List<String> users(String arn) {
        return account().service(Elbv2Sandbox.class).usersOf(arn);
    }

    private Account account() {
        return home.orElseThrow();
    }
}
