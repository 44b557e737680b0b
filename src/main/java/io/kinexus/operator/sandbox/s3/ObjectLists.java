package io.kinexus.operator.sandbox.s3;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Listings, a thousand keys a page; what a delimiter cuts off becomes common prefixes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
final class ObjectLists {
    private static final int PAGE = 1000;

    private final S3Sandbox s3;

    ObjectLists(S3Sandbox s3) {
        this.s3 = s3;
    }

    void install(Handlers handlers) {
        handlers.on(ListObjectsV2Request.class, this::second);
        handlers.on(ListObjectsRequest.class, this::first);
        handlers.on(ListObjectVersionsRequest.class, this::versions);
    }

    /** @param last the key or prefix that the page ends with */
    private record Listed(List<StoredObject> objects, List<CommonPrefix> prefixes, boolean more, String last) {
        int count() {
            return objects.size() + prefixes.size();
        }
    }

    private static Listed list(
            StoredBucket bucket,
            @Nullable String prefix,
            @Nullable String delimiter,
            @Nullable String after,
            @Nullable Integer most) {
        int size = Math.min(Optional.ofNullable(most).orElse(PAGE), PAGE);
        if (size < 0) {
            throw AwsFault.badRequest(
                    "InvalidArgument", "Argument maxKeys must be an integer between 0 and 2147483647");
        }
        String begin = prefix == null ? "" : prefix;
        List<StoredObject> objects = new ArrayList<>();
        Set<String> groups = new LinkedHashSet<>();
        String last = "";
        for (StoredObject object : bucket.currents()) {
            String name = grouped(object.key(), begin, delimiter);
            if (!object.key().startsWith(begin)
                    || (after != null && name.compareTo(after) <= 0)
                    || groups.contains(name)) {
                continue;
            }
            if (objects.size() + groups.size() >= size) {
                return new Listed(objects, prefixes(groups), true, last);
            }
            last = name;
            if (name.equals(object.key())) {
                objects.add(object);
            } else {
                groups.add(name);
            }
        }
        return new Listed(objects, prefixes(groups), false, last);
    }

    private static List<CommonPrefix> prefixes(Set<String> groups) {
        return groups.stream()
                .map(group -> CommonPrefix.builder().prefix(group).build())
                .toList();
    }

    private static String grouped(String key, String prefix, @Nullable String delimiter) {
        if (delimiter == null || delimiter.isEmpty() || !key.startsWith(prefix)) {
            return key;
        }
        int at = key.indexOf(delimiter, prefix.length());
        return at < 0 ? key : key.substring(0, at + delimiter.length());
    }

    private ListObjectsV2Response second(ListObjectsV2Request request) {
        String after = request.continuationToken() == null ? request.startAfter() : request.continuationToken();
        Listed listed =
                list(s3.bucket(request.bucket()), request.prefix(), request.delimiter(), after, request.maxKeys());
        return ListObjectsV2Response.builder()
                .name(request.bucket())
                .prefix(Optional.ofNullable(request.prefix()).orElse(""))
                .delimiter(request.delimiter())
                .maxKeys(Optional.ofNullable(request.maxKeys()).orElse(PAGE))
                .contents(listed.objects().stream().map(ObjectLists::shown).toList())
                .commonPrefixes(listed.prefixes())
                .keyCount(listed.count())
                .isTruncated(listed.more())
                .continuationToken(request.continuationToken())
                .nextContinuationToken(listed.more() ? listed.last() : null)
                .startAfter(request.startAfter())
                .build();
    }

    private ListObjectsResponse first(ListObjectsRequest request) {
        Listed listed = list(
                s3.bucket(request.bucket()),
                request.prefix(),
                request.delimiter(),
                request.marker(),
                request.maxKeys());
        return ListObjectsResponse.builder()
                .name(request.bucket())
                .prefix(Optional.ofNullable(request.prefix()).orElse(""))
                .delimiter(request.delimiter())
                .marker(Optional.ofNullable(request.marker()).orElse(""))
                .maxKeys(Optional.ofNullable(request.maxKeys()).orElse(PAGE))
                .contents(listed.objects().stream().map(ObjectLists::shown).toList())
                .commonPrefixes(listed.prefixes())
                .isTruncated(listed.more())
                .nextMarker(listed.more() ? listed.last() : null)
                .build();
    }

    private static S3Object shown(StoredObject object) {
        return S3Object.builder()
                .key(object.key())
                .size(object.size())
                .eTag(object.eTag())
                .lastModified(object.modified())
                .storageClass(object.storageClass())
                .build();
    }

    /** Newest first by key; all of them on one page, whatever is asked for: a guess at what is enough here. */
    private ListObjectVersionsResponse versions(ListObjectVersionsRequest request) {
        StoredBucket bucket = s3.bucket(request.bucket());
        String prefix = Optional.ofNullable(request.prefix()).orElse("");
        List<ObjectVersion> versions = new ArrayList<>();
        List<DeleteMarkerEntry> markers = new ArrayList<>();
        bucket.objects.forEach((key, all) -> {
            for (int i = all.size() - 1; i >= 0 && key.startsWith(prefix); i--) {
                StoredObject one = all.get(i);
                boolean latest = i == all.size() - 1;
                if (one.marker()) {
                    markers.add(DeleteMarkerEntry.builder()
                            .key(key)
                            .versionId(one.versionId())
                            .isLatest(latest)
                            .lastModified(one.modified())
                            .build());
                } else {
                    versions.add(version(one, latest));
                }
            }
        });
        return ListObjectVersionsResponse.builder()
                .name(request.bucket())
                .prefix(prefix)
                .maxKeys(PAGE)
                .versions(versions)
                .deleteMarkers(markers)
                .isTruncated(false)
                .build();
    }

    private static ObjectVersion version(StoredObject one, boolean latest) {
        return ObjectVersion.builder()
                .key(one.key())
                .versionId(one.versionId())
                .isLatest(latest)
                .size(one.size())
                .eTag(one.eTag())
                .lastModified(one.modified())
                .storageClass(one.storageClass())
                .build();
    }
}
