package io.kinexus.operator.aws;

import io.kinexus.operator.aws.request.RequestCheck;
import io.kinexus.operator.aws.request.RequestRules;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The SDK's own clients over HTTP. A request that AWS would refuse is not sent. Reads are tried again by the SDK; writes never
 * are, since many have no client token: the loop looks first and then decides.
 *
 * @see <a href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/retry-strategy.html">Retry strategies</a>
 */
public final class SdkClients implements Clients, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration CALL = Duration.ofSeconds(25);
    private static final int READ_ATTEMPTS = 4;

    static {
        // The JDK would send a POST a second time when a kept connection breaks: a write must go out once.
        System.setProperty("sun.net.http.retryPost", "false");
    }

    /** Whose client it is. */
    private record Key(Class<?> service, String account, String region) {}

    private final Optional<URI> endpoint;
    private final Callers callers;
    private final CallNamer namer = new CallNamer();
    private final RequestCheck check = new RequestCheck(RequestRules.installed());
    private final SdkHttpClient http = new PatchingHttpClient(
            UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT)
                    .socketTimeout(ANSWER)
                    .build(),
            CONNECT,
            ANSWER);
    /** One for all clients: each would else bring five threads of its own. */
    private final ScheduledThreadPoolExecutor deadlines = deadlines();

    private final Map<Key, SdkClient> clients = new ConcurrentHashMap<>();

    /** @param endpoint instead of AWS's own, for every service: {@code AWS_ENDPOINT_URL} */
    public SdkClients(Optional<URI> endpoint) {
        this.endpoint = endpoint;
        this.callers = new Callers(endpoint.isPresent());
    }

    @Override
    public <C> C client(Class<C> service, String account, String region) {
        return service.cast(clients.computeIfAbsent(new Key(service, account, region), this::built));
    }

    private SdkClient built(Key key) {
        callers.check(key.account(), key.region(), http);
        AwsClientBuilder<?, ?> builder = builder(key.service());
        ((AwsSyncClientBuilder<?, ?>) builder).httpClient(http);
        endpoint.ifPresent(builder::endpointOverride);
        if (endpoint.isPresent() && builder instanceof S3ClientBuilder s3) {
            s3.forcePathStyle(true);
        }
        OnlyReadsAgain again = new OnlyReadsAgain(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(READ_ATTEMPTS)
                .build());
        return (SdkClient) builder.region(Region.of(key.region()))
                .credentialsProvider(callers.credentials(key.account()))
                .overrideConfiguration(override -> override.apiCallTimeout(CALL)
                        .apiCallAttemptTimeout(ANSWER)
                        .scheduledExecutorService(deadlines)
                        .addExecutionInterceptor(check)
                        .addExecutionInterceptor(again)
                        .addExecutionInterceptor(namer)
                        .retryStrategy(again))
                .build();
    }

    /** A deadline that was met is forgotten at once, and with it the request that it holds. */
    private static ScheduledThreadPoolExecutor deadlines() {
        ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "aws-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        deadlines.setRemoveOnCancelPolicy(true);
        return deadlines;
    }

    /**
     * By a handle: looking for a method by name makes the JVM load the parameters and the result of every method that the
     * client has, which is 1,700 classes for EC2 alone.
     */
    private static AwsClientBuilder<?, ?> builder(Class<?> service) {
        try {
            Class<?> builder = Class.forName(service.getName() + "Builder", false, service.getClassLoader());
            return (AwsClientBuilder<?, ?>) MethodHandles.publicLookup()
                    .findStatic(service, "builder", MethodType.methodType(builder))
                    .invoke();
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalArgumentException("not a client of the SDK: " + service, failure);
        }
    }

    @Override
    public void close() {
        clients.values().forEach(SdkClient::close);
        http.close();
        deadlines.shutdownNow();
    }
}
