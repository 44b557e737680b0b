package io.kinexus.operator.aws.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.control.SandboxYaml;
import io.kinexus.operator.support.Operated;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkRequest;

/** The sandbox knows nothing of the operator's rules; what they forbid, it refuses from what it knows of AWS itself. */
class SandboxRefusesTest {
    private static final Path SHIPPED = Path.of("desired-state");
    private static final Pattern BY_STATE =
            Pattern.compile(".*(Exists|Duplicate|InUse).*|NotImplemented|InternalFailure");

    /** What the operator never sends, and AWS answers: empty filter values, unknown names among failures, a default. */
    private static final Pattern TAKEN_BY_AWS = Pattern.compile("ec2:Describe.*Values\\[0\\] is"
            + " empty|ecs:Describe(Clusters|Services?|Tasks|ServiceRevisions|ServiceDeployments)\\..*\\[0\\] is"
            + " nonsense|acm:RequestCertificate.ValidationMethod left out|.*EngineVersions.Engine is nonsense");

    private final RequestRules rules = RequestRules.installed();
    private final Map<String, Action> actions =
            rules.all().stream().collect(Collectors.toMap(Action::name, Function.identity()));
    private final Set<String> seen = new HashSet<>();
    private final List<String> accepted = new ArrayList<>();
    private final AtomicInteger tried = new AtomicInteger();

    @Test
    void everyRequestThatIsOneStepFromAGoodOne() {
        Sandbox sandbox = new Sandbox(SandboxYaml.read(SHIPPED.resolve("sandbox.yaml")));
        sandbox.weather((call, request, account) -> {
            String name = RequestRules.name(request.getClass());
            if (seen.add(name)) {
                Broken.all(
                        Objects.requireNonNull(actions.get(name), name),
                        request,
                        (step, broken) -> attempt(sandbox, call, step, broken));
            }
            return account.get();
        });
        Operated operated = new Operated(new DesiredFolder(SHIPPED, Kinds.installed()), "production", sandbox);
        Optional<String> sync = Optional.of(operated.settle(200).snapshot().sync());
        assertThat(accepted).isEmpty();
        assertThat(tried.get()).as("steps").isGreaterThan(300);
        assertThat(sync).contains("InSync");
    }

    private void attempt(Sandbox sandbox, Sandbox.Call call, String step, SdkRequest broken) {
        if (TAKEN_BY_AWS.matcher(step).matches()) {
            return;
        }
        tried.incrementAndGet();
        try {
            sandbox.byHand(call.account(), call.region(), (AwsRequest) broken);
            accepted.add(step);
        } catch (AwsFault fault) {
            if (BY_STATE.matcher(fault.code()).matches()) {
                accepted.add(step + " hidden by " + fault.code());
            }
        }
    }
}
