package io.kinexus.operator.sandbox.ecr;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/** Images that nobody pushed: the same tag of the same repository always has the same digest. */
final class Images {
    static final String MEDIA_TYPE = "application/vnd.docker.distribution.manifest.v2+json";
    /** A guess, of a middling image. */
    static final long SIZE = 120_000_000;

    private Images() {}

    static boolean missing(ImageIdentifier id) {
        return id.imageTag() != null && id.imageTag().endsWith("-missing");
    }

    static String digest(String repository, ImageIdentifier id) {
        return id.imageDigest() == null ? sha256(manifest(repository, id)) : id.imageDigest();
    }

    static String manifest(String repository, ImageIdentifier id) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + MEDIA_TYPE
                + "\",\"config\":{\"mediaType\":\"application/vnd.docker.container.image.v1+json\",\"digest\":\""
                + sha256(repository + ":" + id.imageTag()) + "\"},\"layers\":[]}";
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
