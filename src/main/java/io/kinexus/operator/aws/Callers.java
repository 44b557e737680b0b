package io.kinexus.operator.aws;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Whose credentials a call carries. On AWS itself they come from the SDK's usual chain, and must belong to the environment's
 * account; at another endpoint the account's number stands in where none are given.
 *
 * @see <a href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html">The chain</a>
 */
final class Callers {
    private final boolean elsewhere;
    private final Set<String> checked = ConcurrentHashMap.newKeySet();

    /** @param elsewhere whether an endpoint other than AWS's own is used */
    Callers(boolean elsewhere) {
        this.elsewhere = elsewhere;
    }

    AwsCredentialsProvider credentials(String account) {
        return elsewhere ? given(account) : DefaultCredentialsProvider.builder().build();
    }

    /** The instance's metadata are left out: an endpoint of one's own has no use for a role of AWS, and asking takes seconds. */
    private static AwsCredentialsProvider given(String account) {
        return AwsCredentialsProviderChain.of(
                SystemPropertyCredentialsProvider.create(),
                EnvironmentVariableCredentialsProvider.create(),
                ProfileCredentialsProvider.create(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "any")));
    }

    /**
     * Looks once for each account.
     *
     * @throws SdkClientException when the credentials belong to another account: nothing is read or written there
     */
    void check(String account, String region, SdkHttpClient http) {
        if (elsewhere || checked.contains(account)) {
            return;
        }
        try (StsClient sts = StsClient.builder()
                .httpClient(http)
                .region(Region.of(region))
                .credentialsProvider(credentials(account))
                .build()) {
            String caller = sts.getCallerIdentity().account();
            if (!caller.equals(account)) {
                throw SdkClientException.create("the credentials belong to account " + caller
                        + ", and the environment to " + account + ": nothing is done there");
            }
            checked.add(account);
        }
    }
}
