package io.kinexus.operator.sandbox.elasticache;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.ec2.Ec2Sandbox;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroup;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** What ElastiCache has in one account and region, and what its parts share. */
final class Caches {
    private static final int NOT_FOUND = 404;
    private static final int LEAST_PAGE = 20;
    private static final int PAGE = 100;

    final Account account;
    final Map<String, StoredGroup> groups = new TreeMap<>();
    final Map<String, CacheSubnetGroup> subnetGroups = new TreeMap<>();
    final Map<String, Snapshot> snapshots = new TreeMap<>();

    Caches(Account account) {
        this.account = account;
    }

    TagStore tags() {
        return account.service(TagStore.class);
    }

    Ec2Sandbox ec2() {
        return account.service(Ec2Sandbox.class);
    }

    String arn(String type, String name) {
        return account.arn("elasticache", type + ":" + name);
    }

    List<Tag> tags(String arn) {
        return tags().of(arn).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    static Map<String, String> tags(List<Tag> tags) {
        Map<String, String> plain = new LinkedHashMap<>();
        tags.forEach(
                tag -> plain.put(tag.key(), Optional.ofNullable(tag.value()).orElse("")));
        return plain;
    }

    StoredGroup group(@Nullable String id) {
        return Optional.ofNullable(groups.get(lower(required(id, "ReplicationGroupId"))))
                .orElseThrow(() -> notFound("ReplicationGroupNotFoundFault", "ReplicationGroup " + id + " not found."));
    }

    CacheSubnetGroup subnetGroup(@Nullable String name) {
        return Optional.ofNullable(subnetGroups.get(lower(required(name, "CacheSubnetGroupName"))))
                .orElseThrow(() ->
                        notFound("CacheSubnetGroupNotFoundFault", "Cache Subnet Group " + name + " does not exist."));
    }

    /** ElastiCache takes 20 to 100 records a page. */
    static <T> Pages.Page<T> page(Collection<T> all, @Nullable Integer asked, @Nullable String marker) {
        if (asked != null && (asked < LEAST_PAGE || asked > PAGE)) {
            throw value("The parameter MaxRecords must be between 20 and 100");
        }
        return Pages.of(all, asked, PAGE, PAGE, marker);
    }

    /** Identifiers are kept in lower case. */
    static String lower(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    static String required(@Nullable String value, String member) {
        if (value == null || value.isEmpty()) {
            throw value("The parameter " + member + " must be provided and must not be blank.");
        }
        return value;
    }

    static AwsFault notFound(String code, String message) {
        return new AwsFault(code, NOT_FOUND, message);
    }

    static AwsFault value(String message) {
        return AwsFault.badRequest("InvalidParameterValue", message);
    }

    static AwsFault combination(String message) {
        return AwsFault.badRequest("InvalidParameterCombination", message);
    }
}
