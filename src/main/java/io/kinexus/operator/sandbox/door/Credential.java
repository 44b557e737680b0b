package io.kinexus.operator.sandbox.door;

import io.kinexus.operator.sandbox.Sandbox;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose call it is, from its Signature Version 4 scope; the signature itself is not checked. An access key of twelve digits
 * names the account; so does a key that {@code sts:AssumeRole} of this sandbox gave out, which carries its account's digits.
 *
 * @param service the signing name, such as {@code elasticloadbalancing}; empty when the call is not signed
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html">Create a signed request</a>
 */
record Credential(String account, String region, Optional<String> service) {
    /** Of calls whose key says nothing about an account, or that are not signed. */
    static final String ACCOUNT = "123456789012";

    private static final Pattern SCOPE = Pattern.compile("([^=,\\s/]+)/\\d{8}/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request");
    private static final Pattern KEY = Pattern.compile("(?:ASIA)?(\\d{12})[A-Z0-9]*");

    static Credential of(Inbound request) {
        String signed = request.header("authorization")
                .or(() -> request.parameter("X-Amz-Credential"))
                .orElse("");
        Matcher scope = SCOPE.matcher(signed);
        if (!scope.find()) {
            return new Credential(ACCOUNT, Sandbox.HOME_REGION, Optional.empty());
        }
        Matcher key = KEY.matcher(scope.group(1));
        return new Credential(key.matches() ? key.group(1) : ACCOUNT, scope.group(2), Optional.of(scope.group(3)));
    }
}
