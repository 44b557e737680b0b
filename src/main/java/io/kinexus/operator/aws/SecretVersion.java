package io.kinexus.operator.aws;

import io.kinexus.operator.core.resource.Names;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which version of a secret counts as the one that people chose. A version that only adds a database's connection has an id
 * that begins with the id of the version it was made from, and counts as that one: user name and password are the same.
 * Nothing has to be remembered for that, and no value is read.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html">ClientRequestToken
 *     becomes the version's id; 32 to 64 characters</a>
 */
public final class SecretVersion {
    /** The docker label in which a task definition says which versions its tasks were meant to read. */
    public static final String LABEL = "io.kinexus.secrets";

    private static final int PLAIN_LENGTH = 32;
    private static final int SALT = 12;
    private static final int SHOWN = 8;
    /** What AWS, its SDKs and we make, by chance: two of them differ in their first digits already. */
    private static final String RANDOM =
            "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|[0-9a-f]{" + PLAIN_LENGTH + "}";

    private static final Pattern PLAIN = Pattern.compile(RANDOM);
    private static final Pattern CONNECTED = Pattern.compile("(" + RANDOM + ")-kinexus-[0-9a-f]{" + SALT + "}");

    private SecretVersion() {}

    /**
     * The id of the version whose password this one has. Ids that somebody thought out, such as {@code
     * terraform-20260105150000000000000001}, are given as 32 hex digits.
     */
    public static String chosen(String versionId) {
        Matcher connected = CONNECTED.matcher(versionId);
        if (connected.matches()) {
            return connected.group(1);
        }
        return PLAIN.matcher(versionId).matches()
                ? versionId
                : Names.sha256(versionId).substring(0, PLAIN_LENGTH);
    }

    /**
     * The id for a version that adds a connection to this one.
     *
     * @param attempt tells one write from another; the same for its retries
     */
    public static String connected(String versionId, String attempt) {
        return chosen(versionId) + "-kinexus-"
                + Names.sha256(attempt + versionId).substring(0, SALT);
    }

    /** Enough of it to tell it from others; what is still a reference is not known yet. */
    public static String shown(String versionId) {
        if (versionId.contains("${")) {
            return "(not known yet)";
        }
        return versionId.length() <= SHOWN ? versionId : versionId.substring(0, SHOWN);
    }

    /** The label's text: {@code name:version,name:version}, in order. Neither may have a colon or a comma. */
    public static String label(Map<String, String> versions) {
        return new TreeMap<>(versions)
                .entrySet().stream()
                        .map(one -> one.getKey() + ":" + one.getValue())
                        .collect(Collectors.joining(","));
    }

    /** Version by secret, as the label says; what is not of that form names a secret without a version. */
    public static Map<String, String> versions(String label) {
        return Arrays.stream(label.split(","))
                .filter(one -> !one.isBlank())
                .collect(Collectors.toMap(
                        one -> one.split(":", 2)[0],
                        one -> one.contains(":") ? one.split(":", 2)[1] : "",
                        (one, same) -> one));
    }
}
