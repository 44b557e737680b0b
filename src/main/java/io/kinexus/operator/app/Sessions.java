package io.kinexus.operator.app;

import io.kinexus.operator.aws.Clients;
import io.kinexus.operator.aws.Session;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.resource.Access;
import io.kinexus.operator.core.resource.Notebook;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** One session an environment, shared by its loop and by dry runs, so that what never changes is looked up once. */
final class Sessions {
    private record Known(Settings settings, Session session) {}

    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Clients clients;
    private final Executor calls;
    private final Notebook notebook;
    private final InstantSource clock;
    private final boolean restoresData;

    Sessions(Clients clients, Executor calls, Notebook notebook, InstantSource clock) {
        this(clients, calls, notebook, clock, false);
    }

    /** @param restoresData whether what is missing and holds data is made from the newest copy of it */
    Sessions(Clients clients, Executor calls, Notebook notebook, InstantSource clock, boolean restoresData) {
        this.restoresData = restoresData;
        this.clients = clients;
        this.clock = clock;
        this.notebook = notebook;
        this.calls = calls;
    }

    Access access(Settings settings) {
        return known.compute(
                        settings.name(),
                        (name, before) -> before != null && before.settings().equals(settings)
                                ? before
                                : new Known(
                                        settings, new Session(settings, clients, calls, notebook, clock, restoresData)))
                .session();
    }
}
