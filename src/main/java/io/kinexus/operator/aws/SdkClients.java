package io.kinexus.operator.aws;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The SDK's own clients over HTTP. Reads are tried again by the SDK; writes never are, since many have no client token: the
 * loop looks first and then decides.
 *
 * @see <a href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/retry-strategy.html">Retry strategies</a>
 */
public final class SdkClients implements Clients, AutoCloseable {
    private static final Pattern READ = Pattern.compile("(describe|list|get|batchGet|head|lookup|simulate)[A-Z].*");
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration CALL = Duration.ofSeconds(25);
    private static final int READ_ATTEMPTS = 4;

    static {
        // The JDK would send a POST a second time when a kept connection breaks: a write must go out once.
        System.setProperty("sun.net.http.retryPost", "false");
    }

    /** Whose client it is. */
    private record Key(Class<?> service, String account, String region, boolean reads) {}

    private final Optional<URI> endpoint;
    private final Callers callers;
    private final SdkHttpClient http = UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(ANSWER)
            .build();
    private final Map<Key, SdkClient> clients = new ConcurrentHashMap<>();
    private final Map<Key, Object> fronts = new ConcurrentHashMap<>();

    /** @param endpoint instead of AWS's own, for every service: {@code AWS_ENDPOINT_URL} */
    public SdkClients(Optional<URI> endpoint) {
        this.endpoint = endpoint;
        this.callers = new Callers(endpoint.isPresent());
    }

    @Override
    public <C> C client(Class<C> service, String account, String region) {
        return service.cast(
                fronts.computeIfAbsent(new Key(service, account, region, true), key -> front(service, key)));
    }

    /** Reads and writes lead to two clients, that differ only in what they do after a failure. */
    private Object front(Class<?> service, Key reads) {
        Key writes = new Key(service, reads.account(), reads.region(), false);
        return Proxy.newProxyInstance(
                service.getClassLoader(),
                new Class<?>[] {service},
                (proxy, method, arguments) -> invoke(
                        proxy, method, arguments, READ.matcher(method.getName()).matches() ? reads : writes));
    }

    private @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments, Key key)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.getName().equals("equals") ? proxy == only(arguments) : method.invoke(this, arguments);
        }
        try {
            return method.invoke(clients.computeIfAbsent(key, this::built), arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static @Nullable Object only(Object @Nullable [] arguments) {
        return arguments == null ? null : arguments[0];
    }

    private SdkClient built(Key key) {
        callers.check(key.account(), key.region(), http);
        AwsClientBuilder<?, ?> builder = builder(key.service());
        ((AwsSyncClientBuilder<?, ?>) builder).httpClient(http);
        endpoint.ifPresent(builder::endpointOverride);
        if (endpoint.isPresent() && builder instanceof S3ClientBuilder s3) {
            s3.forcePathStyle(true);
        }
        return (SdkClient) builder.region(Region.of(key.region()))
                .credentialsProvider(callers.credentials(key.account()))
                .overrideConfiguration(override -> override.apiCallTimeout(CALL)
                        .apiCallAttemptTimeout(ANSWER)
                        .retryStrategy(key.reads() ? patient() : AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private static RetryStrategy patient() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(READ_ATTEMPTS)
                .build();
    }

    private static AwsClientBuilder<?, ?> builder(Class<?> service) {
        try {
            return (AwsClientBuilder<?, ?>) service.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalArgumentException("not a client of the SDK: " + service, failure);
        }
    }

    @Override
    public void close() {
        clients.values().forEach(SdkClient::close);
        http.close();
    }
}
