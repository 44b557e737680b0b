package io.kinexus.operator.sandbox.ec2;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.services.ec2.model.Ec2Response;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * What all of EC2's resources share: required members, dry runs, client tokens, tags.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html">Error codes</a>
 */
final class Ec2Desk {
    private static final int PRECONDITION_FAILED = 412;
    private static final int MOST_TAGS = 50;
    private static final String RESERVED = "aws:";

    private final Account account;
    private final Handlers handlers;
    private final Map<String, String> tokens = new LinkedHashMap<>();

    Ec2Desk(Account account, Handlers handlers) {
        this.account = account;
        this.handlers = handlers;
    }

    Account account() {
        return account;
    }

    /** Registers a handler behind the checks that every EC2 action makes. */
    <I extends Ec2Request> void on(Class<I> type, Function<I, ? extends Ec2Response> handler) {
        handlers.on(type, request -> {
            if (request.getValueForField("DryRun", Boolean.class).orElse(false)) {
                throw new AwsFault(
                        "DryRunOperation",
                        PRECONDITION_FAILED,
                        "Request would have succeeded, but DryRun flag is set.");
            }
            return handler.apply(request);
        });
    }

    /** @see Handlers#failsLater */
    <I extends Ec2Request, O extends Ec2Response> void failsLater(
            Class<I> type, Class<O> answer, BiConsumer<I, O> failure) {
        handlers.failsLater(type, answer, failure);
    }

    static AwsFault missing(String member) {
        return AwsFault.badRequest("MissingParameter", "The request must contain the parameter " + member);
    }

    static AwsFault invalid(String message) {
        return AwsFault.badRequest("InvalidParameterValue", message);
    }

    static AwsFault inUse(String message) {
        return AwsFault.badRequest("DependencyViolation", message);
    }

    /** {@code vpc-} and 17 hex digits. */
    String freshId(String prefix) {
        return prefix + "-" + account.dice().hex(17);
    }

    String arn(String type, String id) {
        return account.arn("ec2", type + "/" + id);
    }

    /** The id that this token made before, or what is made now. */
    String onceFor(String action, @Nullable String token, Supplier<String> make) {
        if (token == null) {
            return make.get();
        }
        String key = action + "/" + token;
        String known = tokens.get(key);
        if (known == null) {
            known = make.get();
            tokens.put(key, known);
        }
        return known;
    }

    TagStore tagStore() {
        return account.service(TagStore.class);
    }

    /** The tags that a create call carries for this type; naming another type is an error, as it is in AWS. */
    Map<String, String> asked(String type, List<TagSpecification> specifications) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (TagSpecification specification : specifications) {
            if (!type.equals(specification.resourceTypeAsString())) {
                throw invalid("'" + specification.resourceTypeAsString()
                        + "' is not a valid taggable resource type for this operation.");
            }
            tags.putAll(checked(specification.tags()));
        }
        return tags;
    }

    /** A tag without a value has the empty one. */
    static Map<String, String> checked(List<Tag> tags) {
        Map<String, String> checked = new LinkedHashMap<>();
        for (Tag tag : tags) {
            String key = Optional.ofNullable(tag.key()).orElseThrow(() -> missing("Key"));
            if (key.startsWith(RESERVED)) {
                throw invalid("Tag keys starting with 'aws:' are reserved for internal use");
            }
            checked.put(key, Optional.ofNullable(tag.value()).orElse(""));
        }
        return checked;
    }

    void tag(String arn, Map<String, String> tags) {
        if (tags.isEmpty()) {
            return;
        }
        Map<String, String> all = new LinkedHashMap<>(tagStore().of(arn));
        all.putAll(tags);
        if (all.size() > MOST_TAGS) {
            throw AwsFault.badRequest("TagLimitExceeded", "The maximum number of Tags is " + MOST_TAGS + ".");
        }
        tagStore().put(arn, tags);
    }
}
