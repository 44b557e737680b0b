package io.kinexus.operator.sandbox.acm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.DomainStatus;
import software.amazon.awssdk.services.acm.model.DomainValidation;
import software.amazon.awssdk.services.acm.model.FailureReason;
import software.amazon.awssdk.services.acm.model.RecordType;
import software.amazon.awssdk.services.acm.model.ResourceRecord;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/**
 * One certificate as it was asked for, and how far it has come.
 *
 * @param token the idempotency token of the request
 */
record Request(CertificateDetail detail, Optional<String> token) {
    private static final int HEX = 32;
    private static final int ZONE = 10;
    private static final Duration RECORD_AFTER = Duration.ofSeconds(5);

    String arn() {
        return detail.certificateArn();
    }

    boolean pending() {
        return detail.status() == CertificateStatus.PENDING_VALIDATION;
    }

    boolean issued() {
        return detail.status() == CertificateStatus.ISSUED;
    }

    Request detail(CertificateDetail other) {
        return new Request(other, token);
    }

    /** FAILED carries a reason, which is one of AWS's own list. */
    Request ended(CertificateStatus how) {
        return detail(detail.toBuilder()
                .status(how)
                .failureReason(how == CertificateStatus.FAILED ? FailureReason.OTHER : null)
                .build());
    }

    /** The domain first, each name once. */
    static List<String> names(String domain, List<String> others) {
        Set<String> names = new LinkedHashSet<>();
        names.add(domain.toLowerCase(Locale.ROOT));
        others.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        return List.copyOf(names);
    }

    /** The record that proves a domain: the same for every certificate of an account, and for a wildcard. */
    static ResourceRecord record(String account, String name) {
        String domain = name.startsWith("*.") ? name.substring(2) : name;
        String left = digest(account + "/" + domain).substring(0, HEX);
        String right = digest(domain + "/" + account);
        return ResourceRecord.builder()
                .name("_" + left + "." + domain + ".")
                .type(RecordType.CNAME)
                .value("_" + right.substring(0, HEX) + "." + right.substring(HEX, HEX + ZONE) + ".acm-validations.aws.")
                .build();
    }

    private static String digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The records appear a few seconds after the request (a guess; the API's page only says that they are late). */
    List<DomainValidation> validations(String account, Instant now) {
        boolean shown = !now.isBefore(detail.createdAt().plus(RECORD_AFTER));
        DomainStatus status =
                issued() ? DomainStatus.SUCCESS : pending() ? DomainStatus.PENDING_VALIDATION : DomainStatus.FAILED;
        return detail.subjectAlternativeNames().stream()
                .map(name -> DomainValidation.builder()
                        .domainName(name)
                        .validationDomain(name)
                        .validationStatus(status)
                        .validationMethod(ValidationMethod.DNS)
                        .resourceRecord(shown ? record(account, name) : null)
                        .build())
                .toList();
    }
}
