package io.kinexus.operator.blueprint.certificate;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Form;
import io.kinexus.operator.blueprint.Range;
import java.util.List;
import java.util.Optional;

/** An ACM certificate, requested and validated by DNS, or one that exists. */
@Doc("An ACM certificate, validated by DNS.")
public record CertificateDeclaration(
        @Doc("The domain, such as api.example.com or *.example.com; required unless `existing` is given.")
        @Form(
                regex = "(?=.{1,253}$)(\\*\\.)?([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}",
                say = "a domain name, such as api.example.com or *.example.com")
        Optional<String> domain,

        @Doc("Further names that the certificate is valid for.")
        @Form(
                regex = "(?=.{1,253}$)(\\*\\.)?([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}",
                say = "a domain name, such as www.example.com")
        @Range(max = 99)
        List<String> alternativeNames,

        @Doc("The Route 53 zone, by name or id, in which the validation record is made; without it the CNAME to"
                + " create is shown.")
        @Form(
                regex = "Z[A-Z0-9]{1,31}|([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}\\.?",
                say = "a hosted zone's id such as Z0123456789ABC, or its name such as example.com")
        Optional<String> zone,

        @Doc("The ARN of a certificate that exists; it is used, and never changed or deleted.")
        @Form(
                regex = "arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[A-Za-z0-9-]+",
                say = "an ACM ARN, such as"
                        + " arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012")
        Optional<String> existing)
        implements Declaration {
    public CertificateDeclaration {
        alternativeNames = List.copyOf(alternativeNames);
    }
}
