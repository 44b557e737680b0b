package io.kinexus.operator.rollout.verify;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an image lies in ECR.
 *
 * @param registry twelve digits: the account whose registry it is
 * @param tag {@code latest} where neither a tag nor a digest is named
 * @param digest {@code sha256:} and 64 hex digits; when present the tag says nothing
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/docker-pull-ecr-image.html">Pulling an image</a>
 */
record ImageName(String registry, String region, String repository, Optional<String> tag, Optional<String> digest) {
    private static final Pattern ECR = Pattern.compile("(\\d{12})\\.dkr[.-]ecr(?:-fips)?\\.([a-z0-9-]+)\\.[a-z0-9.]+/"
            + "([a-z0-9._/-]+?)(?::([\\w.-]+))?(?:@(sha256:[0-9a-f]{64}))?");

    /** Empty for an image outside ECR's private registries. */
    static Optional<ImageName> parse(String image) {
        Matcher match = ECR.matcher(image);
        return match.matches()
                ? Optional.of(new ImageName(
                        match.group(1),
                        match.group(2),
                        match.group(3),
                        Optional.ofNullable(match.group(4))
                                .or(() -> match.group(5) == null ? Optional.of("latest") : Optional.empty()),
                        Optional.ofNullable(match.group(5))))
                : Optional.empty();
    }

    String repositoryArn() {
        return "arn:aws:ecr:" + region + ":" + registry + ":repository/" + repository;
    }
}
