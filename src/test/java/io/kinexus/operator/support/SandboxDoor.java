package io.kinexus.operator.support;

import io.kinexus.operator.aws.Clients;
import io.kinexus.operator.aws.Session;
import io.kinexus.operator.core.environment.Limits;
import io.kinexus.operator.core.environment.Mode;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.resource.Notebook;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.door.HttpDoor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sandbox of its own, in process or over HTTP. */
public final class SandboxDoor implements Door {
    /** Which of the sandbox's two doors. */
    public enum Way {
        IN_PROCESS,
        HTTP
    }

    /** Environment {@code test} as every test of a kind sees it. */
    public static final Settings SETTINGS = new Settings(
            "test",
            "123456789012",
            "us-east-1",
            Mode.ENFORCE,
            Map.of("application", "kinexus"),
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            new Limits(3, 3),
            List.of(),
            List.of());

    private static final int SERVER_ERROR = 500;

    private final Sandbox sandbox;
    private final Optional<HttpDoor> http;
    private final Session session;

    /** In process, and nothing made by hand. */
    public SandboxDoor() {
        this(SandboxScript.plain());
    }

    /** In process. */
    public SandboxDoor(SandboxScript script) {
        this(script, Way.IN_PROCESS);
    }

    public SandboxDoor(SandboxScript script, Way way) {
        sandbox = new Sandbox(script);
        http = way == Way.HTTP ? Optional.of(HttpDoor.open(sandbox, 0)) : Optional.empty();
        Clients clients = http.<Clients>map(door -> new WireClients(door.uri())::client)
                .orElseGet(() -> CheckedRequests.door(sandbox)::client);
        session = new Session(SETTINGS, clients, Runnable::run, Notebook.BLANK, sandbox.clock());
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    @Override
    public Scope scope() {
        return session.sweep();
    }

    @Override
    public void settle() {
        sandbox.advance(Duration.ofHours(1));
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public void fail() {
        sandbox.weather((call, request, account) -> {
            throw new AwsFault("InternalError", SERVER_ERROR, "the weather is bad");
        });
    }

    @Override
    public void close() {
        http.ifPresent(HttpDoor::close);
    }
}
