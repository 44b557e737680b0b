package io.kinexus.operator.sandbox.ecr;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.model.BatchGetImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ListImagesRequest;
import software.amazon.awssdk.services.ecr.model.ListImagesResponse;
import software.amazon.awssdk.services.ecr.model.PutImageRequest;
import software.amazon.awssdk.services.ecr.model.PutImageResponse;

/** What is asked about images; a repository need not have been made for its images to be there. */
final class ImageCalls {
    private final Account account;
    private final Images images;

    ImageCalls(Account account, Handlers handlers) {
        this.account = account;
        this.images = new Images(account.script().suffixes());
        handlers.on(DescribeImagesRequest.class, this::describeImages);
        handlers.on(BatchGetImageRequest.class, this::batchGet);
        handlers.on(PutImageRequest.class, this::put);
        handlers.on(
                ListImagesRequest.class,
                r -> ListImagesResponse.builder().imageIds(List.of()).build());
    }

    private PutImageResponse put(PutImageRequest request) {
        String tag = Optional.ofNullable(request.imageTag()).orElse("latest");
        images.push(request.repositoryName(), tag, request.imageManifest());
        ImageIdentifier id = ImageIdentifier.builder().imageTag(tag).build();
        return PutImageResponse.builder()
                .image(image -> image.registryId(account.id())
                        .repositoryName(request.repositoryName())
                        .imageId(i -> i.imageTag(tag).imageDigest(images.digest(request.repositoryName(), id)))
                        .imageManifest(request.imageManifest()))
                .build();
    }

    private DescribeImagesResponse describeImages(DescribeImagesRequest request) {
        List<ImageDetail> details = request.imageIds().stream()
                .map(id -> detail(request.repositoryName(), found(request.repositoryName(), id)))
                .toList();
        return DescribeImagesResponse.builder().imageDetails(details).build();
    }

    private ImageDetail detail(String repository, ImageIdentifier id) {
        return ImageDetail.builder()
                .registryId(account.id())
                .repositoryName(repository)
                .imageDigest(images.digest(repository, id))
                .imageTags(id.imageTag() == null ? List.of() : List.of(id.imageTag()))
                .imagePushedAt(account.script().start())
                .imageSizeInBytes(Images.SIZE)
                .imageManifestMediaType(Images.MEDIA_TYPE)
                .build();
    }

    private ImageIdentifier found(String repository, ImageIdentifier id) {
        if (images.missing(id)) {
            throw AwsFault.badRequest(
                    "ImageNotFoundException",
                    "The image with imageId {imageDigest:'" + id.imageDigest() + "', imageTag:'" + id.imageTag()
                            + "'} does not exist within the repository with name '" + repository + "'");
        }
        return id;
    }

    private BatchGetImageResponse batchGet(BatchGetImageRequest request) {
        List<Image> found = new ArrayList<>();
        List<ImageFailure> failures = new ArrayList<>();
        for (ImageIdentifier id : request.imageIds()) {
            if (images.missing(id)) {
                failures.add(ImageFailure.builder()
                        .imageId(id)
                        .failureCode(ImageFailureCode.IMAGE_NOT_FOUND)
                        .failureReason("Requested image not found")
                        .build());
            } else {
                found.add(Image.builder()
                        .registryId(account.id())
                        .repositoryName(request.repositoryName())
                        .imageId(id.toBuilder()
                                .imageDigest(images.digest(request.repositoryName(), id))
                                .build())
                        .imageManifest(images.manifest(request.repositoryName(), id))
                        .imageManifestMediaType(Images.MEDIA_TYPE)
                        .build());
            }
        }
        return BatchGetImageResponse.builder().images(found).failures(failures).build();
    }
}
