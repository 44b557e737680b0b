package io.kinexus.operator.kind.function;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.resource.Scope;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * The object that a function's code comes from.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">HeadObject</a>
 */
final class CodeObjectAws {
    /** HeadObject answers 404 without a body to say of what. */
    private static final String[] ABSENT = {"NoSuchKey", "NoSuchBucket", "NoSuchVersion", "NotFound", "404"};

    private static final int NOT_FOUND = 404;

    private CodeObjectAws() {}

    /** The version that is asked for, or the one that lies there now; empty when there is no such object, or bucket. */
    static Optional<String> version(Scope scope, FunctionSpec spec) {
        if (spec.codeBucket().contains("${")) {
            return Optional.empty();
        }
        try {
            HeadObjectResponse head = scope.client(S3Client.class).headObject(r -> r.bucket(spec.codeBucket())
                    .key(spec.codeKey())
                    .versionId(spec.codeVersion().orElse(null)));
            return Optional.of(
                    Code.version(Optional.ofNullable(head.versionId()).orElseGet(head::eTag)));
        } catch (SdkException failure) {
            if (absent(failure)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static boolean absent(SdkException failure) {
        return AwsFailures.is(failure, ABSENT)
                || (failure instanceof AwsServiceException answer && answer.statusCode() == NOT_FOUND);
    }
}
