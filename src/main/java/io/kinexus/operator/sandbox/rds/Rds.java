package io.kinexus.operator.sandbox.rds;

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
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.Tag;

/** What RDS has in one account and region, and what its parts share. */
final class Rds {
    private static final int NOT_FOUND = 404;
    private static final int LEAST_PAGE = 20;
    private static final int PAGE = 100;

    final Account account;
    final Map<String, StoredInstance> instances = new TreeMap<>();
    final Map<String, DBSubnetGroup> subnetGroups = new TreeMap<>();
    final Map<String, DBSnapshot> snapshots = new TreeMap<>();
    /** What each snapshot was taken of, as it was then. */
    final Map<String, DBInstance> origins = new TreeMap<>();

    Rds(Account account) {
        this.account = account;
    }

    TagStore tags() {
        return account.service(TagStore.class);
    }

    Ec2Sandbox ec2() {
        return account.service(Ec2Sandbox.class);
    }

    String arn(String type, String name) {
        return account.arn("rds", type + ":" + name);
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

    StoredInstance instance(@Nullable String id) {
        StoredInstance found =
                instances.get(required(id, "DBInstanceIdentifier").toLowerCase(Locale.ROOT));
        if (found == null) {
            throw notFound("DBInstanceNotFound", "DBInstance " + id + " not found.");
        }
        return found;
    }

    /** As it is described: with the tags that it has now. */
    DBInstance shown(StoredInstance one) {
        return one.now.toBuilder().tagList(tags(one.now.dbInstanceArn())).build();
    }

    /** RDS takes 20 to 100 records a page. */
    static <T> Pages.Page<T> page(Collection<T> all, @Nullable Integer asked, @Nullable String marker) {
        if (asked != null && (asked < LEAST_PAGE || asked > PAGE)) {
            throw value("Invalid value " + asked + " for MaxRecords. Must be between 20 and 100");
        }
        return Pages.of(all, asked, PAGE, PAGE, marker);
    }

    static String required(@Nullable String value, String member) {
        if (value == null || value.isEmpty()) {
            throw AwsFault.badRequest("MissingParameter", "The request must contain the parameter " + member + ".");
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
