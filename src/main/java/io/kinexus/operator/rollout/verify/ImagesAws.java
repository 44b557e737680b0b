package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.resource.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/**
 * Images as ECR has them, in the registry and the region that their name says.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchGetImage.html">BatchGetImage</a>
 */
final class ImagesAws {
    /** All that ECR may have, so that it converts nothing: else a list of images would look like one of them. */
    private static final List<String> TYPES = List.of(
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 1 << 20;

    private ImagesAws() {}

    /** An image that is there. */
    record Found(String digest, String manifest) {}

    private record Look(Optional<Found> image) {}

    /**
     * Looked for once a sweep.
     *
     * @return empty when the repository has no such image
     * @throws SdkException also when there is no such repository: a pull-through cache makes it with the first pull
     */
    static Optional<Found> find(Scope scope, ImageName name) {
        return scope.once(name, Look.class, () -> new Look(read(scope, name))).image();
    }

    private static Optional<Found> read(Scope scope, ImageName name) {
        ImageIdentifier.Builder id = ImageIdentifier.builder();
        name.digest().ifPresentOrElse(id::imageDigest, () -> name.tag().ifPresent(id::imageTag));
        BatchGetImageResponse answer = scope.client(EcrClient.class, name.region())
                .batchGetImage(r -> r.registryId(name.registry())
                        .repositoryName(name.repository())
                        .imageIds(id.build())
                        .acceptedMediaTypes(TYPES));
        answer.failures().forEach(ImagesAws::onlyMissing);
        return answer.images().stream().findFirst().map(ImagesAws::found);
    }

    private static Found found(Image image) {
        return new Found(image.imageId().imageDigest(), image.imageManifest());
    }

    private static void onlyMissing(ImageFailure failure) {
        if (failure.failureCode() != ImageFailureCode.IMAGE_NOT_FOUND) {
            throw new IllegalStateException(failure.failureCodeAsString() + ": " + failure.failureReason());
        }
    }

    /** What a single image was built for, such as {@code linux/amd64}: its configuration says it, its manifest does not. */
    static String builtFor(Scope scope, ImageName name, String config) {
        String url = scope.client(EcrClient.class, name.region())
                .getDownloadUrlForLayer(r -> r.registryId(name.registry())
                        .repositoryName(name.repository())
                        .layerDigest(config))
                .downloadUrl();
        try {
            return Manifest.builtFor(text(URI.create(url)));
        } catch (IOException failure) {
            // Its message has the address, and that is signed: whoever has it may fetch from it.
            throw new IllegalStateException("the image's configuration could not be fetched ("
                    + failure.getClass().getSimpleName() + ")");
        }
    }

    private static String text(URI address) throws IOException {
        URLConnection connection = address.toURL().openConnection();
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        try (InputStream body = connection.getInputStream()) {
            return new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }

    /** Whether the repository has a policy of its own, which may allow what roles do not. */
    static boolean ownPolicy(Scope scope, ImageName name) {
        try {
            return !scope.client(EcrClient.class, name.region())
                    .getRepositoryPolicy(r -> r.registryId(name.registry()).repositoryName(name.repository()))
                    .policyText()
                    .isEmpty();
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "RepositoryPolicyNotFoundException", "RepositoryNotFoundException")) {
                return false;
            }
            throw failure;
        }
    }
}
