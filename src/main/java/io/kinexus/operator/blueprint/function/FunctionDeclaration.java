package io.kinexus.operator.blueprint.function;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Default;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Form;
import io.kinexus.operator.blueprint.Range;
import io.kinexus.operator.blueprint.Refers;
import io.kinexus.operator.blueprint.Value;
import io.kinexus.operator.blueprint.service.ServiceDeclaration.Architecture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A Lambda function. */
@Doc("A Lambda function whose code lies in a bucket.")
public record FunctionDeclaration(
        @Doc("Lambda's runtime.") @Form(regex = "[a-z]+[0-9a-z.]*", say = "a Lambda runtime such as python3.12")
        String runtime,

        @Doc("What Lambda calls.") @Range(min = 1, max = 128)
        String handler,

        @Doc("Where the code lies.") Code code,

        @Doc("Memory in MiB; processor time grows with it.") @Default("128") @Range(min = 128, max = 10240)
        int memory,

        @Doc("How long one call may take.") @Default("3s") @Range(min = 1, max = 900)
        Duration timeout,

        @Doc("The processor that the code is built for.") @Default("X86_64")
        Architecture architecture,

        @Doc("Environment variables: text, or a value of another declaration.")
        Map<String, Value> environment,

        @Doc("What its role may do, and on what.") List<Grant> permissions,

        @Doc("The network whose private tier it stands in; none when left out.") @Refers("network")
        Optional<String> network,

        @Doc("What it talks to: network rules and permissions follow.")
        @Refers(
                value = {"database", "cache", "bucket", "topic", "secret", "table", "event-bus"},
                qualified = true)
        List<String> connectsTo,

        @Doc("Calls at a time that are kept for it; those of the account are shared when left out.")
        @Range(min = 0, max = 10000)
        Optional<Integer> concurrency,

        @Doc("How long log events are kept.") @Default("30d") @Range(min = 86400)
        Duration logRetention)
        implements Declaration {

    public FunctionDeclaration {
        connectsTo = List.copyOf(connectsTo);
        permissions = List.copyOf(permissions);
    }

    /** Everything that its role names, {@code kind/name} each. */
    List<String> reaches() {
        return Stream.concat(connectsTo.stream(), permissions.stream().map(Grant::on))
                .toList();
    }

    /** An object in a bucket. */
    public record Code(
            @Doc("The Bucket.") @Refers("bucket") String bucket,

            @Doc("The key of the object.") @Range(min = 1, max = 1024)
            String key,

            @Doc("The object's version; the newest when left out.") @Range(min = 1, max = 1024)
            Optional<String> version) {}

    /** Actions on one declaration. */
    public record Grant(
            @Doc("IAM actions such as dynamodb:GetItem.")
            @Form(regex = "[a-z0-9-]+:[A-Za-z*]+", say = "an IAM action such as dynamodb:GetItem")
            @Range(min = 1, max = 50)
            List<String> actions,

            @Doc("What they are allowed on.")
            @Refers(
                    value = {"bucket", "topic", "secret", "table", "event-bus", "function", "database", "cache"},
                    qualified = true)
            String on) {}
}
