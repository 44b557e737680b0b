package io.kinexus.operator.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/** One account in one region: all its services, over one clock. */
public final class Account {
    private final Sandbox sandbox;
    private final String id;
    private final String region;
    private final List<SandboxService> services = new ArrayList<>();
    private final Handlers handlers = new Handlers();

    Account(Sandbox sandbox, String id, String region) {
        this.sandbox = sandbox;
        this.id = id;
        this.region = region;
        ServiceLoader.load(SandboxService.class).forEach(this::add);
    }

    private void add(SandboxService service) {
        services.add(service);
        service.install(this, handlers);
    }

    /** Twelve digits. */
    public String id() {
        return id;
    }

    public String region() {
        return region;
    }

    public Instant now() {
        return sandbox.clock().instant();
    }

    public SandboxClock clock() {
        return sandbox.clock();
    }

    /** Fresh ids and dice, from the sandbox's seed. */
    public Dice dice() {
        return sandbox.dice();
    }

    /** Requests a second by service, now. */
    public Load load() {
        return sandbox.load();
    }

    /** What a person would have made by hand, and the load: {@code sandbox.yaml}. */
    public SandboxScript script() {
        return sandbox.script();
    }

    /** Another service of this account: in this region, or in the one home of a global service. */
    public <T extends SandboxService> T service(Class<T> type) {
        for (SandboxService service : services) {
            if (type.isInstance(service)) {
                return service.global() && !region.equals(Sandbox.HOME_REGION)
                        ? sandbox.account(id, Sandbox.HOME_REGION).service(type)
                        : type.cast(service);
            }
        }
        throw new IllegalArgumentException("the sandbox has no " + type.getSimpleName());
    }

    /** The same account in another region: for what a global service keeps there, such as a bucket's tags. */
    public Account in(String otherRegion) {
        return otherRegion.equals(region) ? this : sandbox.account(id, otherRegion);
    }

    /** Lets an event through the weather to its targets. */
    public void event(String source, String detailType, Runnable delivery) {
        sandbox.weather().event(new Sandbox.Event(now(), id, region, source, detailType), delivery);
    }

    /**
     * What one of the account's services asks of another in somebody's name, such as a schedule that runs a task: neither
     * logged nor counted nor hindered.
     *
     * @throws AwsFault as the other answers, or when nobody here knows the call
     */
    public AwsResponse ask(AwsRequest request) {
        return handlers.of(request.getClass())
                .orElseThrow(() -> AwsFault.badRequest(
                        "NotImplemented",
                        "the sandbox does not know " + request.getClass().getSimpleName()))
                .apply(request);
    }

    /** {@code arn:aws:<service>:<region>:<account>:<rest>}. */
    public String arn(String service, String rest) {
        return "arn:aws:" + service + ":" + region + ":" + id + ":" + rest;
    }

    Handlers handlers() {
        return handlers;
    }

    Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        services.forEach(service -> state.put(service.getClass().getSimpleName(), service.state()));
        return state;
    }
}
