package io.kinexus.operator.support;

import io.kinexus.operator.aws.PatchingHttpClient;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/** The SDK's own clients against one endpoint, by interface; the access key is the account, and nothing is retried. */
public final class WireClients {
    private final URI endpoint;
    private final Function<String, AwsCredentials> credentials;
    private final SdkHttpClient http =
            new PatchingHttpClient(UrlConnectionHttpClient.create(), Duration.ofSeconds(5), Duration.ofSeconds(30));
    private final Map<Of, Object> clients = new ConcurrentHashMap<>();

    private record Of(Class<?> service, String account, String region) {}

    public WireClients(URI endpoint) {
        this(endpoint, account -> AwsBasicCredentials.create(account, "any"));
    }

    /** @param credentials by account */
    public WireClients(URI endpoint, Function<String, AwsCredentials> credentials) {
        this.endpoint = endpoint;
        this.credentials = credentials;
    }

    public <C> C client(Class<C> service, String account, String region) {
        return service.cast(
                clients.computeIfAbsent(new Of(service, account, region), of -> build(service, account, region)));
    }

    private Object build(Class<?> service, String account, String region) {
        try {
            AwsClientBuilder<?, ?> builder =
                    (AwsClientBuilder<?, ?>) service.getMethod("builder").invoke(null);
            ((AwsSyncClientBuilder<?, ?>) builder).httpClient(http);
            return builder.endpointOverride(endpoint)
                    .region(Region.of(region))
                    .credentialsProvider(StaticCredentialsProvider.create(credentials.apply(account)))
                    .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry())
                            .addExecutionInterceptor(new CheckedRequests()))
                    .build();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not a client of the SDK: " + service, e);
        }
    }
}
