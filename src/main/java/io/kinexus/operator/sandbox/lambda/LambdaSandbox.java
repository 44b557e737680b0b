package io.kinexus.operator.sandbox.lambda;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.SandboxService;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Functions. A function's code is not run: it answers with its own event, as {@link Invocations} tells.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/welcome.html">API reference</a>
 */
@AutoService(SandboxService.class)
public final class LambdaSandbox implements SandboxService {
    /** What a caller gets. */
    public record Answer(boolean failed, String payload) {}

    private final Map<String, StoredFunction> functions = new TreeMap<>();
    private Optional<Account> home = Optional.empty();
    private Optional<Invocations> invocations = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        home = Optional.of(account);
        new FunctionCalls(this).install(handlers);
        new ChangeCalls(this).install(handlers);
        new VersionCalls(this).install(handlers);
        new AliasCalls(this).install(handlers);
        new PolicyCalls(this).install(handlers);
        new InvokeSettings(this).install(handlers);
        new FunctionTags(this).install(handlers);
        new UnusedSettings(this).install(handlers);
        Invocations calls = new Invocations(this);
        calls.install(handlers);
        invocations = Optional.of(calls);
    }

    @Override
    public Object state() {
        Map<String, Object> state = new TreeMap<>();
        functions.values().forEach(function -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("state", function.latest.stateAsString());
            one.put("codeSha256", function.latest.codeSha256());
            one.put("versions", function.versions.keySet().stream().toList());
            Map<String, String> aliases = new TreeMap<>();
            function.aliases.forEach((name, alias) -> aliases.put(name, alias.functionVersion()));
            one.put("aliases", aliases);
            state.put(function.name, one);
        });
        return state;
    }

    /** Whether the function's policy lets a service, such as {@code events.amazonaws.com}, call it for a source's ARN. */
    public boolean permits(String functionArn, String service, String sourceArn) {
        FunctionName named = FunctionName.of(functionArn, null);
        return find(named.name())
                .map(function ->
                        function.policies.getOrDefault(named.qualifier().orElse(""), Map.of()))
                .map(statements -> statements.values().stream().anyMatch(s -> s.permits(service, sourceArn)))
                .orElse(false);
    }

    /**
     * Calls it as another service does.
     *
     * @param functionArn with a version or an alias after it, or without
     * @throws AwsFault when there is no such function, or it takes no calls now
     */
    public Answer invoke(String functionArn, String payload) {
        FunctionName named = FunctionName.of(functionArn, null);
        return invocations.orElseThrow().run(function(named), named.qualifier(), payload);
    }

    /** Whether there is such a function, by name or ARN. */
    public boolean has(String nameOrArn) {
        return find(FunctionName.of(nameOrArn, null).name()).isPresent();
    }

    Account account() {
        return home.orElseThrow();
    }

    Map<String, StoredFunction> functions() {
        return functions;
    }

    Optional<StoredFunction> find(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    StoredFunction function(FunctionName named) {
        return find(named.name())
                .orElseThrow(() -> Faults.notFound(account().arn("lambda", "function:" + named.name())
                        + named.qualifier().map(text -> ":" + text).orElse("")));
    }

    StoredFunction function(@Nullable String nameOrArn) {
        return function(FunctionName.of(nameOrArn, null));
    }
}
