package io.kinexus.operator.sandbox.s3;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/**
 * One version of one object.
 *
 * @param marker whether it only says that the object was deleted
 */
record StoredObject(
        String key,
        String versionId,
        SdkBytes bytes,
        String eTag,
        Instant modified,
        String contentType,
        String storageClass,
        Map<String, String> metadata,
        boolean marker) {
    long size() {
        return bytes.asByteArrayUnsafe().length;
    }
}
