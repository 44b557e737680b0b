package io.kinexus.operator.wire;

import io.kinexus.operator.aws.Clients;
import io.kinexus.operator.aws.Session;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.support.Door;
import io.kinexus.operator.support.SandboxDoor;
import io.kinexus.operator.support.WireClients;
import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** An empty account on a server over HTTP: all of it where the server is ours, and else an account that nobody has used. */
final class WireDoor implements Door {
    private static final URI NOBODY_LISTENS = URI.create("http://127.0.0.1:9");
    private static final long FIRST = 100_000_000_000L;
    private static final long BEYOND = 1_000_000_000_000L;

    private final Settings settings;
    private Session session;

    WireDoor(WireServer server) {
        if (server.ours()) {
            server.reset();
            settings = SandboxDoor.SETTINGS;
            session = session(new WireClients(server.uri())::client);
        } else {
            String account = Long.toString(ThreadLocalRandom.current().nextLong(FIRST, BEYOND));
            settings = in(account);
            AwsCredentials credentials = assumed(server, account);
            session = session(new WireClients(server.uri(), any -> credentials)::client);
        }
    }

    private Session session(Clients clients) {
        return new Session(settings, clients, Runnable::run);
    }

    private static AwsCredentials assumed(WireServer server, String account) {
        Credentials credentials = new WireClients(server.uri())
                .client(StsClient.class, account, SandboxDoor.SETTINGS.region())
                .assumeRole(
                        r -> r.roleArn("arn:aws:iam::" + account + ":role/wire").roleSessionName("wire"))
                .credentials();
        return AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    }

    private static Settings in(String account) {
        Settings as = SandboxDoor.SETTINGS;
        return new Settings(
                as.name(),
                account,
                as.region(),
                as.mode(),
                as.tags(),
                as.fast(),
                as.slow(),
                as.limits(),
                as.freezes(),
                as.permits());
    }

    @Override
    public Scope scope() {
        return session.sweep();
    }

    @Override
    public void settle() {
        // such a server has no clock: what it does, it does at once
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public void fail() {
        session = session(new WireClients(NOBODY_LISTENS)::client);
    }

    @Override
    public void close() {
        // the server outlives its tests
    }
}
