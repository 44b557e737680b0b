package io.kinexus.operator.sandbox.kms;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/**
 * All keys, found by id, ARN, alias or alias's ARN.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html">Key identifiers</a>
 */
final class Keys {
    private static final String OF_AWS = "alias/aws/";

    private final Account account;
    private final Map<String, Key> byId = new LinkedHashMap<>();
    private final Map<String, String> aliases = new TreeMap<>();

    Keys(Account account) {
        this.account = account;
    }

    Key add(KeyManagerType manager, KeySpec spec, KeyUsageType usage, String description, @Nullable String policy) {
        String id = account.dice().uuid();
        String whole = "{\"Version\":\"2012-10-17\",\"Id\":\"key-default-1\",\"Statement\":[{\"Sid\":\"Enable IAM User"
                + " Permissions\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::" + account.id()
                + ":root\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";
        Key key = new Key(
                id,
                account.arn("kms", "key/" + id),
                account.now(),
                manager,
                spec,
                usage,
                description,
                policy == null ? whole : policy);
        byId.put(id, key);
        return key;
    }

    /** @throws AwsFault {@code NotFoundException} */
    Key find(@Nullable String given) {
        String name = String.valueOf(given);
        String alias = name.contains(":alias/") ? name.substring(name.indexOf(":alias/") + 1) : name;
        if (alias.startsWith(OF_AWS) && !aliases.containsKey(alias)) {
            // AWS makes a service's key with the service's first use.
            aliases.put(
                    alias,
                    add(
                                    KeyManagerType.AWS,
                                    KeySpec.SYMMETRIC_DEFAULT,
                                    KeyUsageType.ENCRYPT_DECRYPT,
                                    "Default key of " + alias.substring(OF_AWS.length()),
                                    null)
                            .id);
        }
        String id = alias.startsWith("alias/")
                ? aliases.getOrDefault(alias, "")
                : name.substring(name.lastIndexOf('/') + 1);
        return Optional.ofNullable(byId.get(id))
                .orElseThrow(() -> AwsFault.badRequest(
                        "NotFoundException",
                        alias.startsWith("alias/")
                                ? "Alias " + name + " is not found."
                                : "Key '" + name + "' does not exist"));
    }

    /** @throws AwsFault when it is on its way out, or belongs to AWS */
    Key changeable(@Nullable String given) {
        Key key = find(given);
        if (key.manager == KeyManagerType.AWS) {
            throw AwsFault.badRequest("AccessDeniedException", key.arn + " is managed by AWS");
        }
        if (key.state == KeyState.PENDING_DELETION) {
            throw AwsFault.badRequest("KMSInvalidStateException", key.arn + " is pending deletion.");
        }
        return key;
    }

    Collection<Key> all() {
        return byId.values();
    }

    Map<String, String> aliases() {
        return aliases;
    }

    void remove(Key key) {
        byId.remove(key.id);
        aliases.values().removeIf(key.id::equals);
    }
}
