package io.kinexus.operator.app;

import io.kinexus.operator.aws.Clients;
import io.kinexus.operator.aws.SdkClients;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** AWS over HTTP, or whatever answers in its stead at another endpoint. */
final class AwsCloud implements Cloud {
    private final SdkClients clients;

    private final Optional<LentClock> clock;

    /** On real time, unless the configuration names a sandbox's clock. */
    AwsCloud(Configuration configuration) {
        this.clients = new SdkClients(configuration.awsEndpoint());
        this.clock = configuration.clock().map(LentClock::new);
    }

    @Override
    public Clients clients() {
        return clients;
    }

    @Override
    public InstantSource clock() {
        return clock.<InstantSource>map(lent -> lent).orElseGet(InstantSource::system);
    }

    @Override
    public Duration real(Duration loop) {
        return clock.map(lent -> lent.real(loop)).orElse(loop);
    }

    @Override
    public void close() {
        clients.close();
    }
}
