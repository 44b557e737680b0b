package io.kinexus.operator.sandbox.lambda;

import io.kinexus.operator.sandbox.AwsFault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;

/** One function: what may be changed, what was published of it, and who may call it. */
final class StoredFunction {
    static final String LATEST = "$LATEST";

    final String name;
    final String arn;
    /** The version that can be changed. */
    FunctionConfiguration latest;

    /** What it runs; a zip file, which nobody opens. */
    SdkBytes code;

    final TreeMap<Integer, FunctionConfiguration> versions = new TreeMap<>();
    final TreeMap<String, AliasConfiguration> aliases = new TreeMap<>();
    /** Statements by their id, by what they are of: the function itself under an empty text, else a version or an alias. */
    final Map<String, Map<String, Statement>> policies = new LinkedHashMap<>();

    final Map<String, FunctionEventInvokeConfig> invokeConfigs = new TreeMap<>();
    Optional<Integer> reserved = Optional.empty();
    /** Network interfaces that it holds in a VPC. */
    Set<String> interfaces = Set.of();

    private int published;

    StoredFunction(FunctionConfiguration latest, SdkBytes code) {
        this.name = latest.functionName();
        this.arn = latest.functionArn();
        this.latest = latest;
        this.code = code;
    }

    /** Numbers are never given out twice, also when a version was deleted. */
    int nextVersion() {
        published++;
        return published;
    }

    Optional<FunctionConfiguration> newest() {
        return Optional.ofNullable(versions.lastEntry()).map(Map.Entry::getValue);
    }

    /** @param qualifier a version, an alias, or nothing for {@code $LATEST} */
    Optional<FunctionConfiguration> qualified(Optional<String> qualifier) {
        if (qualifier.isEmpty() || qualifier.get().equals(LATEST)) {
            return Optional.of(latest);
        }
        if (qualifier.get().matches("[0-9]{1,9}")) {
            return Optional.ofNullable(versions.get(Integer.valueOf(qualifier.get())));
        }
        return Optional.ofNullable(aliases.get(qualifier.get()))
                .flatMap(alias -> qualified(Optional.of(alias.functionVersion())));
    }

    /** The same, or AWS's fault. */
    FunctionConfiguration need(Optional<String> qualifier) {
        return qualified(qualifier).orElseThrow(() -> Faults.notFound(arn + ":" + qualifier.orElse(LATEST)));
    }

    String arn(Optional<String> qualifier) {
        return qualifier
                .filter(text -> !text.equals(LATEST))
                .map(text -> arn + ":" + text)
                .orElse(arn);
    }

    /** @throws AwsFault while it is being made, or while an update of it is under way */
    void free() {
        if (latest.stateAsString().equals("Pending")) {
            throw Faults.conflict("The operation cannot be performed at this time. The function is currently in the"
                    + " following state: Pending");
        }
        if (latest.lastUpdateStatusAsString().equals("InProgress")) {
            throw Faults.conflict(
                    "The operation cannot be performed at this time. An update is in progress for resource: " + arn);
        }
    }
}
