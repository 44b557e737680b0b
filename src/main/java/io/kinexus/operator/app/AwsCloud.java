package io.kinexus.operator.app;

import io.kinexus.operator.aws.Clients;
import io.kinexus.operator.aws.SdkClients;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** AWS over HTTP, or whatever answers in its stead at another endpoint. */
final class AwsCloud implements Cloud {
    private final SdkClients clients;

    AwsCloud(Optional<URI> endpoint) {
        this.clients = new SdkClients(endpoint);
    }

    @Override
    public Clients clients() {
        return clients;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public Duration real(Duration loop) {
        return loop;
    }

    @Override
    public void close() {
        clients.close();
    }
}
