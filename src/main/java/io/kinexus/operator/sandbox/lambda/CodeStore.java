package io.kinexus.operator.sandbox.lambda;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.s3.S3Sandbox;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Where a function's code comes from: an object in a bucket, or the request itself. The zip file is not opened.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_FunctionCode.html">FunctionCode</a>
 */
record CodeStore(Account account) {

    /** @throws AwsFault InvalidParameterValueException with S3's code inside, as Lambda tells it */
    SdkBytes take(@Nullable SdkBytes zip, @Nullable String bucket, @Nullable String key, @Nullable String version) {
        if (zip != null) {
            return zip;
        }
        if (bucket == null || key == null) {
            throw Faults.invalid("Please provide a source for function code.");
        }
        try {
            return account.service(S3Sandbox.class).content(bucket, key, Optional.ofNullable(version));
        } catch (AwsFault fault) {
            throw Faults.invalid("Error occurred while GetObject. S3 Error Code: " + fault.code()
                    + ". S3 Error Message: " + fault.text());
        }
    }

    /** As CodeSha256 shows it: Base64. */
    static String sha256(SdkBytes code) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(code.asByteArrayUnsafe());
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static long size(SdkBytes code) {
        return code.asByteArrayUnsafe().length;
    }
}
