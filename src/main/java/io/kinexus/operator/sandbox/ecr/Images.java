package io.kinexus.operator.sandbox.ecr;

import io.kinexus.operator.sandbox.ecs.ImageBehaviour;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/**
 * Images that nobody pushed: each is a list of one for each processor, and the same tag of the same repository always has the
 * same digest. What a tag's suffix says of pulling holds here too.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-index.md">Image index</a>
 */
final class Images {
    static final String MEDIA_TYPE = "application/vnd.oci.image.index.v1+json";
    /** A guess, of a middling image. */
    static final long SIZE = 120_000_000;

    private static final String ONE = "application/vnd.oci.image.manifest.v1+json";

    private final Map<String, String> suffixes;
    /** By digest, the tag that it was given out for. */
    private final Map<String, String> tags = new ConcurrentHashMap<>();

    /** By repository and tag, manifests that somebody has pushed in place of those that are simply there. */
    private final Map<String, String> pushed = new ConcurrentHashMap<>();

    /** @param suffixes further suffixes, as the script has them */
    Images(Map<String, String> suffixes) {
        this.suffixes = suffixes;
    }

    boolean missing(ImageIdentifier id) {
        return behaviour(id) == ImageBehaviour.MISSING;
    }

    private ImageBehaviour behaviour(ImageIdentifier id) {
        return ImageBehaviour.of("image:" + tag(id), suffixes);
    }

    private String tag(ImageIdentifier id) {
        return id.imageTag() != null ? id.imageTag() : tags.getOrDefault(id.imageDigest(), "");
    }

    String digest(String repository, ImageIdentifier id) {
        if (id.imageDigest() != null) {
            return id.imageDigest();
        }
        String digest = sha256(manifest(repository, id));
        tags.put(digest, id.imageTag());
        return digest;
    }

    void push(String repository, String tag, String manifest) {
        pushed.put(repository + ":" + tag, manifest);
    }

    String manifest(String repository, ImageIdentifier id) {
        return Optional.ofNullable(pushed.get(repository + ":" + tag(id))).orElseGet(() -> there(repository, id));
    }

    private String there(String repository, ImageIdentifier id) {
        List<String> processors = behaviour(id) == ImageBehaviour.ARM ? List.of("arm64") : List.of("amd64", "arm64");
        return "{\"schemaVersion\":2,\"mediaType\":\"" + MEDIA_TYPE + "\",\"manifests\":["
                + processors.stream()
                        .map(processor -> one(repository + ":" + tag(id), processor))
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private static String one(String image, String processor) {
        return "{\"mediaType\":\"" + ONE + "\",\"digest\":\"" + sha256(image + "/" + processor)
                + "\",\"size\":1024,\"platform\":{\"architecture\":\"" + processor + "\",\"os\":\"linux\"}}";
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
