package io.kinexus.operator.sandbox.s3;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Content;
import io.kinexus.operator.sandbox.Handlers;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Objects: put, got, copied and deleted, with versions where the bucket keeps them. Uploads in parts are not known.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 */
final class Objects {
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION = 412;
    private static final String NO_VERSION = "null";

    private final S3Sandbox s3;
    private final Replication replication;

    Objects(S3Sandbox s3, Replication replication) {
        this.s3 = s3;
        this.replication = replication;
    }

    void install(Handlers handlers) {
        handlers.on(PutObjectRequest.class, this::put);
        handlers.on(GetObjectRequest.class, this::get);
        handlers.on(HeadObjectRequest.class, this::head);
        handlers.on(CopyObjectRequest.class, this::copy);
        handlers.on(DeleteObjectRequest.class, this::delete);
        handlers.on(DeleteObjectsRequest.class, this::deleteAll);
    }

    private PutObjectResponse put(PutObjectRequest request) {
        StoredBucket bucket = s3.bucket(request.bucket());
        if ("*".equals(request.ifNoneMatch()) && bucket.current(request.key()).isPresent()) {
            throw new AwsFault(
                    "PreconditionFailed",
                    PRECONDITION,
                    "At least one of the pre-conditions you specified did not hold");
        }
        SdkBytes bytes = Content.of(request);
        StoredObject object = new StoredObject(
                request.key(),
                versionId(bucket),
                bytes,
                eTag(bytes),
                s3.account().now(),
                Optional.ofNullable(request.contentType()).orElse("binary/octet-stream"),
                Optional.ofNullable(request.storageClassAsString()).orElse("STANDARD"),
                request.metadata(),
                false);
        bucket.put(object);
        replication.written(bucket, object);
        return PutObjectResponse.builder()
                .eTag(object.eTag())
                .versionId(shown(bucket, object))
                .serverSideEncryption("AES256")
                .build();
    }

    private GetObjectResponse get(GetObjectRequest request) {
        StoredBucket bucket = s3.bucket(request.bucket());
        StoredObject object = found(bucket, request.key(), request.versionId());
        return Content.with(
                GetObjectResponse.builder()
                        .contentLength(object.size())
                        .contentType(object.contentType())
                        .eTag(object.eTag())
                        .lastModified(object.modified())
                        .metadata(object.metadata())
                        .versionId(shown(bucket, object))
                        .acceptRanges("bytes")
                        .serverSideEncryption("AES256")
                        .replicationStatus(bucket.copied.get(object.versionId()))
                        .build(),
                object.bytes());
    }

    private HeadObjectResponse head(HeadObjectRequest request) {
        StoredBucket bucket = s3.bucket(request.bucket());
        StoredObject object = found(bucket, request.key(), request.versionId());
        return HeadObjectResponse.builder()
                .contentLength(object.size())
                .contentType(object.contentType())
                .eTag(object.eTag())
                .lastModified(object.modified())
                .metadata(object.metadata())
                .versionId(shown(bucket, object))
                .acceptRanges("bytes")
                .serverSideEncryption("AES256")
                .replicationStatus(bucket.copied.get(object.versionId()))
                .build();
    }

    private CopyObjectResponse copy(CopyObjectRequest request) {
        StoredObject from = found(s3.bucket(request.sourceBucket()), request.sourceKey(), request.sourceVersionId());
        StoredBucket to = s3.bucket(request.destinationBucket());
        StoredObject copied = new StoredObject(
                request.destinationKey(),
                versionId(to),
                from.bytes(),
                from.eTag(),
                s3.account().now(),
                from.contentType(),
                from.storageClass(),
                from.metadata(),
                false);
        to.put(copied);
        replication.written(to, copied);
        return CopyObjectResponse.builder()
                .copyObjectResult(CopyObjectResult.builder()
                        .eTag(copied.eTag())
                        .lastModified(copied.modified())
                        .build())
                .versionId(shown(to, copied))
                .build();
    }

    private DeleteObjectResponse delete(DeleteObjectRequest request) {
        DeletedObject gone = delete(s3.bucket(request.bucket()), request.key(), request.versionId());
        return DeleteObjectResponse.builder()
                .deleteMarker(gone.deleteMarker())
                .versionId(gone.deleteMarkerVersionId() == null ? gone.versionId() : gone.deleteMarkerVersionId())
                .build();
    }

    private DeleteObjectsResponse deleteAll(DeleteObjectsRequest request) {
        StoredBucket bucket = s3.bucket(request.bucket());
        return DeleteObjectsResponse.builder()
                .deleted(request.delete().objects().stream()
                        .map(object -> delete(bucket, object.key(), object.versionId()))
                        .toList())
                .build();
    }

    /** Without a version the object is only marked as deleted where versions are kept. */
    private DeletedObject delete(StoredBucket bucket, String key, @Nullable String version) {
        DeletedObject.Builder gone = DeletedObject.builder().key(key);
        if (version != null) {
            bucket.version(key, version).ifPresent(object -> {
                bucket.remove(object);
                gone.deleteMarker(object.marker() ? true : null);
            });
            return gone.versionId(version).build();
        }
        if (!bucket.versioned) {
            bucket.version(key, NO_VERSION).ifPresent(bucket::remove);
            return gone.build();
        }
        SdkBytes nothing = SdkBytes.fromByteArray(new byte[0]);
        StoredObject marker = new StoredObject(
                key, versionId(bucket), nothing, "", s3.account().now(), "", "STANDARD", java.util.Map.of(), true);
        bucket.put(marker);
        replication.written(bucket, marker);
        return gone.deleteMarker(true).deleteMarkerVersionId(marker.versionId()).build();
    }

    static StoredObject found(StoredBucket bucket, String key, @Nullable String version) {
        Optional<StoredObject> object = version == null ? bucket.current(key) : bucket.version(key, version);
        return object.orElseThrow(() -> version == null
                ? new AwsFault("NoSuchKey", NOT_FOUND, "The specified key does not exist.")
                : new AwsFault("NoSuchVersion", NOT_FOUND, "The specified version does not exist."));
    }

    private String versionId(StoredBucket bucket) {
        return bucket.versioned ? s3.account().dice().hex(32) : NO_VERSION;
    }

    private static @Nullable String shown(StoredBucket bucket, StoredObject object) {
        return bucket.versioned || !object.versionId().equals(NO_VERSION) ? object.versionId() : null;
    }

    static String eTag(SdkBytes bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(bytes.asByteArrayUnsafe());
            return "\"" + String.format("%032x", new BigInteger(1, digest)) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
