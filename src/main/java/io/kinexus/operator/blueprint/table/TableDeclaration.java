package io.kinexus.operator.blueprint.table;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Default;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Form;
import io.kinexus.operator.blueprint.Range;
import io.kinexus.operator.blueprint.Verbatim;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A DynamoDB table. */
@Doc("A DynamoDB table.")
public record TableDeclaration(
        @Doc("The key of the table.") Keys keys,

        @Doc("The type of each attribute that is part of a key: S, N or B.") @Range(min = 1, max = 100)
        Map<String, AttributeType> attributes,

        @Doc("Other ways to look items up.") @Range(max = 20)
        List<Index> indexes,

        @Doc("Whether requests are paid for one by one, or capacity is provisioned.") @Default("on-demand")
        Billing billing,

        @Doc("Read and write units a second, of the table and of each index; for provisioned billing only.")
        Optional<Capacity> capacity,

        @Doc("Whether it can be restored to any second of the last 35 days.") @Default("false")
        boolean pointInTimeRecovery,

        @Doc("The attribute that says when an item expires, in seconds since 1970.") @Range(min = 1, max = 255)
        Optional<String> ttl,

        @Doc("Whose key encrypts it: DynamoDB's own, which costs nothing, or the account's, whose use CloudTrail"
                + " shows.")
        @Default("aws-owned")
        Encryption encryption,

        @Doc("What a stream of changes shows of each item; no stream when left out.")
        Optional<StreamView> stream,

        @Doc("Whether AWS refuses to delete it.") @Default("true")
        boolean deletionProtection)
        implements Declaration {
    public TableDeclaration {
        attributes = Map.copyOf(attributes);
        indexes = List.copyOf(indexes);
    }

    /** DynamoDB's types of key attributes, in its own words. */
    @Verbatim
    public enum AttributeType {
        S,
        N,
        B
    }

    /** How it is paid for. */
    public enum Billing {
        ON_DEMAND,
        PROVISIONED
    }

    /** Whose key. */
    public enum Encryption {
        AWS_OWNED,
        AWS_MANAGED
    }

    /** What a stream shows of an item that changes. */
    public enum StreamView {
        KEYS_ONLY,
        NEW_IMAGE,
        OLD_IMAGE,
        NEW_AND_OLD_IMAGES
    }

    /** A partition key, and a sort key where there is one. */
    public record Keys(
            @Doc("The attribute that spreads items.") @Range(min = 1, max = 255)
            String partition,

            @Doc("The attribute that orders those of one partition.") @Range(min = 1, max = 255)
            Optional<String> sort) {}

    /** A global secondary index over all attributes. */
    public record Index(
            @Doc("Its name.") @Form(regex = "[A-Za-z0-9_.-]{3,255}", say = "3 to 255 letters, digits, _ . and -")
            String name,

            @Doc("The attribute that spreads items.") @Range(min = 1, max = 255)
            String partition,

            @Doc("The attribute that orders those of one partition.") @Range(min = 1, max = 255)
            Optional<String> sort) {}

    /** Provisioned units. */
    public record Capacity(
            @Doc("Read units a second.") @Range(min = 1, max = 40000)
            int read,

            @Doc("Write units a second.") @Range(min = 1, max = 40000)
            int write) {}
}
