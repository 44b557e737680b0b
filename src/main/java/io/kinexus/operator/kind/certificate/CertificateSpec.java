package io.kinexus.operator.kind.certificate;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;

/**
 * One public certificate, validated by DNS.
 *
 * @param domain such as {@code api.example.com} or {@code *.example.com}
 * @param alternativeNames further names, without the domain itself
 */
public record CertificateSpec(String domain, List<String> alternativeNames) implements Spec {
    public CertificateSpec {
        alternativeNames = List.copyOf(alternativeNames);
    }
}
