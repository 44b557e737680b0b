package io.kinexus.operator.aws.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.control.SandboxYaml;
import io.kinexus.operator.support.Operated;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;

/** Takes the requests of a whole environment, breaks each of their rules by one step, and wants every one refused. */
class BrokenRequestsTest {
    private static final Path SHIPPED = Path.of("desired-state");

    private final RequestRules rules = RequestRules.installed();

    @Test
    void everyRuleThatOneStepBreaksIsRefused() {
        List<String> slipped = new ArrayList<>();
        AtomicInteger tried = new AtomicInteger();
        Map<String, Action> actions = rules.all().stream().collect(Collectors.toMap(Action::name, Function.identity()));
        requestsOfProduction().forEach((name, good) -> {
            Action action = Objects.requireNonNull(actions.get(name), name);
            Broken.all(action, good, (step, broken) -> {
                tried.incrementAndGet();
                if (rules.check(broken).violations().isEmpty()) {
                    slipped.add(step);
                }
            });
        });
        assertThat(tried.get()).as("steps").isGreaterThan(300);
        assertThat(slipped).isEmpty();
    }

    /** One of each action. */
    private Map<String, SdkRequest> requestsOfProduction() {
        Map<String, SdkRequest> seen = new TreeMap<>();
        Sandbox sandbox = new Sandbox(SandboxYaml.read(SHIPPED.resolve("sandbox.yaml")));
        sandbox.weather((call, request, account) -> {
            seen.putIfAbsent(RequestRules.name(request.getClass()), request);
            return account.get();
        });
        Operated operated = new Operated(new DesiredFolder(SHIPPED, Kinds.installed()), "production", sandbox);
        assertThat(Optional.of(operated.settle(200).snapshot().sync())).contains("InSync");
        return seen;
    }
}
