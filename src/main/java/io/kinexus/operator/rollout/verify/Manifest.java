package io.kinexus.operator.rollout.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an image is made of.
 *
 * @param platforms of a list of images, such as {@code linux/amd64}; empty for a single image
 * @param config of a single image: the digest of the blob that says what it was built for
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-index.md">Image index</a>
 */
record Manifest(Set<String> platforms, Optional<String> config) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What build tools call the attestations that they add to a list of images. */
    private static final String NONE = "unknown/unknown";

    /** @throws IllegalArgumentException when it is no manifest */
    static Manifest read(String text) {
        JsonNode manifest = json(text);
        Set<String> platforms = new TreeSet<>();
        manifest.path("manifests").forEach(one -> platforms.add(platform(one.path("platform"))));
        platforms.remove(NONE);
        return new Manifest(
                platforms,
                Optional.of(manifest.path("config").path("digest").asText()).filter(digest -> !digest.isEmpty()));
    }

    /** What a configuration blob says that the image was built for. */
    static String builtFor(String config) {
        return platform(json(config));
    }

    private static String platform(JsonNode of) {
        return of.path("os").asText("unknown") + "/" + of.path("architecture").asText("unknown");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("the registry's answer is no JSON", broken);
        }
    }
}
