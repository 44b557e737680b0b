package io.kinexus.operator.app;

import io.kinexus.operator.aws.Clients;
import java.time.Duration;
import java.time.InstantSource;

/** Where the resources are, and whose time the loop goes by. */
interface Cloud extends AutoCloseable {
    Clients clients();

    InstantSource clock();

    /** How long, of real time, a stretch of the loop's time takes. */
    Duration real(Duration loop);

    @Override
    void close();
}
