package io.kinexus.operator.sandbox.door;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * S3's other way to name a bucket: in the host, {@code bucket.localhost} or {@code bucket.s3.us-east-1.amazonaws.com}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html">Virtual hosting of buckets</a>
 */
final class VirtualHost {
    private static final Pattern HOST =
            Pattern.compile("(.+?)\\.(?:localhost|s3[.-].*|s3\\.amazonaws\\.com)(?::\\d+)?", Pattern.CASE_INSENSITIVE);

    private VirtualHost() {}

    /** The same request with the bucket in front of the path. */
    static Inbound inPath(Inbound request) {
        Matcher host = HOST.matcher(request.header("host").orElse(""));
        return host.matches() ? request.path("/" + host.group(1) + request.path()) : request;
    }
}
