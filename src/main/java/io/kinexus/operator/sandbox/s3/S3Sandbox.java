package io.kinexus.operator.sandbox.s3;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxService;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.Owner;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * Buckets: names are the account's in all regions, and a bucket answers in its own region alone. Two calls answer wherever
 * they are asked: where a bucket lies, and, other than at AWS, which redirects it, whether it is there.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html">CreateBucket</a>
 */
@AutoService(SandboxService.class)
public final class S3Sandbox implements SandboxService {
    private static final Pattern NAME = Pattern.compile("(?!xn--)[a-z0-9](?!.*\\.\\.)[a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}");
    private static final int MOST = 10_000;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int MOVED = 301;
    private static final String HOME = Sandbox.HOME_REGION;
    /** Names that somebody else has; a guess that stands for all the world's accounts. */
    private static final Set<String> TAKEN =
            Set.of("test", "data", "logs", "backup", "backups", "my-bucket", "example");

    private final Map<String, StoredBucket> buckets = new TreeMap<>();
    private Optional<Account> here = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        here = Optional.of(account);
        handlers.on(CreateBucketRequest.class, this::create);
        handlers.on(HeadBucketRequest.class, this::head);
        handlers.on(ListBucketsRequest.class, this::list);
        handlers.on(DeleteBucketRequest.class, this::delete);
        new BucketSettings(this).install(handlers);
        new BucketAnswers(this).install(handlers);
        Replication replication = new Replication(this);
        replication.install(handlers);
        new Objects(this, replication).install(handlers);
        new ObjectLists(this).install(handlers);
    }

    @Override
    public boolean global() {
        return true;
    }

    @Override
    public Object state() {
        Map<String, Object> state = new TreeMap<>();
        home().buckets.values().stream()
                .filter(bucket -> bucket.region.equals(account().region()))
                .forEach(bucket -> state.put(
                        bucket.name,
                        Map.of(
                                "region",
                                bucket.region,
                                "versioned",
                                bucket.versioned,
                                "replication",
                                new TreeMap<>(bucket.copied),
                                "objects",
                                bucket.currents().stream()
                                        .map(StoredObject::key)
                                        .toList())));
        return state;
    }

    /** Whether an object is there for a reader: what a function's code or a log needs. */
    public boolean has(String bucket, String key) {
        return known(bucket).flatMap(found -> found.current(key)).isPresent();
    }

    /**
     * An object's bytes for a reader inside AWS, such as Lambda that takes a function's code.
     *
     * @param version the current one when empty
     * @throws AwsFault with S3's own code when there is no such bucket, key or version
     */
    public SdkBytes content(String bucket, String key, Optional<String> version) {
        return Objects.found(bucket(bucket), key, version.orElse(null)).bytes();
    }

    /** The bucket's policy as text; empty when it has none, or there is no such bucket. */
    public Optional<String> policy(String bucket) {
        return known(bucket).map(found -> (String) found.settings.get(BucketSettings.POLICY));
    }

    /** Where this account's bucket lies; empty when it has none of that name. */
    public Optional<String> regionOf(String bucket) {
        return known(bucket).map(found -> found.region);
    }

    private CreateBucketResponse create(CreateBucketRequest request) {
        String name = request.bucket();
        if (name == null
                || !NAME.matcher(name).matches()
                || ADDRESS.matcher(name).matches()) {
            throw AwsFault.badRequest("InvalidBucketName", "The specified bucket is not valid.");
        }
        CreateBucketConfiguration asked = request.createBucketConfiguration();
        String region = region(Optional.ofNullable(asked).map(CreateBucketConfiguration::locationConstraintAsString));
        if (TAKEN.contains(name)) {
            throw new AwsFault(
                    "BucketAlreadyExists",
                    CONFLICT,
                    "The requested bucket name is not available. The bucket namespace is shared by all users of the"
                            + " system. Please select a different name and try again.");
        }
        Optional<StoredBucket> known = known(name);
        if (known.isEmpty()) {
            make(name, region, asked == null ? List.of() : asked.tags(), request);
        } else if (!region.equals(HOME) || !known.get().region.equals(HOME)) {
            // In us-east-1 alone AWS answers as if the bucket had just been made.
            throw new AwsFault(
                    "BucketAlreadyOwnedByYou",
                    CONFLICT,
                    "Your previous request to create the named bucket succeeded and you already own it.");
        }
        return CreateBucketResponse.builder()
                .location("/" + name)
                .bucketArn("arn:aws:s3:::" + name)
                .build();
    }

    /** The endpoint of us-east-1 makes buckets anywhere; every other one in its own region, which must be said. */
    private String region(Optional<String> asked) {
        if (asked.filter(HOME::equals).isPresent()) {
            throw AwsFault.badRequest("InvalidLocationConstraint", "The specified location-constraint is not valid");
        }
        String endpoint = account().region();
        if (!endpoint.equals(HOME) && !asked.equals(Optional.of(endpoint))) {
            throw AwsFault.badRequest(
                    "IllegalLocationConstraintException",
                    "The " + asked.orElse("unspecified")
                            + " location constraint is incompatible for the region specific endpoint this request was"
                            + " sent to.");
        }
        return asked.orElse(HOME);
    }

    private void make(String name, String region, List<Tag> tags, CreateBucketRequest request) {
        StoredBucket bucket = new StoredBucket(name, region, account().now());
        home().buckets.put(name, bucket);
        BucketSettings.usual(bucket, request.objectOwnershipAsString());
        tag(bucket, tags);
        account().script().objects().stream()
                .filter(object -> object.bucket().equals(name))
                .forEach(object -> bucket.put(new StoredObject(
                        object.key(),
                        "null",
                        SdkBytes.fromUtf8String("by hand: " + object.key()),
                        "\"" + account().dice().hex(32) + "\"",
                        account().now(),
                        "application/octet-stream",
                        "STANDARD",
                        Map.of(),
                        false)));
    }

    private HeadBucketResponse head(HeadBucketRequest request) {
        if (TAKEN.contains(String.valueOf(request.bucket()))) {
            throw new AwsFault("403", 403, "Forbidden");
        }
        StoredBucket bucket = anywhere(request.bucket());
        return HeadBucketResponse.builder()
                .bucketRegion(bucket.region)
                .bucketArn(bucket.arn())
                .accessPointAlias(false)
                .build();
    }

    private ListBucketsResponse list(ListBucketsRequest request) {
        String prefix = Optional.ofNullable(request.prefix()).orElse("");
        List<StoredBucket> found = home().buckets.values().stream()
                .filter(bucket -> bucket.name.startsWith(prefix))
                .filter(bucket -> request.bucketRegion() == null || bucket.region.equals(request.bucketRegion()))
                .toList();
        Pages.Page<StoredBucket> page = Pages.of(found, request.maxBuckets(), MOST, MOST, request.continuationToken());
        return ListBucketsResponse.builder()
                .buckets(page.items().stream()
                        .map(bucket -> Bucket.builder()
                                .name(bucket.name)
                                .bucketRegion(bucket.region)
                                .bucketArn(bucket.arn())
                                .creationDate(bucket.created)
                                .build())
                        .toList())
                .owner(owner())
                .continuationToken(page.next())
                .prefix(request.prefix())
                .build();
    }

    private DeleteBucketResponse delete(DeleteBucketRequest request) {
        StoredBucket bucket = bucket(request.bucket());
        if (!bucket.objects.isEmpty()) {
            throw new AwsFault("BucketNotEmpty", CONFLICT, "The bucket you tried to delete is not empty");
        }
        home().buckets.remove(bucket.name);
        tags(bucket).forget(bucket.arn());
        return DeleteBucketResponse.builder().build();
    }

    /** @throws AwsFault where it lies in another region, too */
    StoredBucket bucket(@Nullable String name) {
        StoredBucket bucket = anywhere(name);
        if (!bucket.region.equals(account().region())) {
            throw new AwsFault(
                    "PermanentRedirect",
                    MOVED,
                    "The bucket you are attempting to access must be addressed using the specified endpoint. Please"
                            + " send all future requests to this endpoint.");
        }
        return bucket;
    }

    /** In whatever region. */
    StoredBucket anywhere(@Nullable String name) {
        return known(String.valueOf(name))
                .orElseThrow(() -> new AwsFault("NoSuchBucket", NOT_FOUND, "The specified bucket does not exist"));
    }

    Optional<StoredBucket> known(String name) {
        return Optional.ofNullable(home().buckets.get(name));
    }

    /** The instance that keeps the buckets of all regions. */
    private S3Sandbox home() {
        return account().service(S3Sandbox.class);
    }

    void tag(StoredBucket bucket, List<Tag> tags) {
        Map<String, String> named = new LinkedHashMap<>();
        tags.forEach(tag -> named.put(tag.key(), tag.value()));
        tags(bucket).put(bucket.arn(), named);
    }

    /** Where the tagging API of the bucket's own region finds them. */
    TagStore tags(StoredBucket bucket) {
        return account().in(bucket.region).service(TagStore.class);
    }

    Owner owner() {
        return Owner.builder().id(account().id().repeat(6).substring(0, 64)).build();
    }

    Account account() {
        return here.orElseThrow();
    }
}
