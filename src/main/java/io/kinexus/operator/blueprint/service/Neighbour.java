package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.Value;
import io.kinexus.operator.blueprint.cache.CacheDeclaration;
import io.kinexus.operator.blueprint.database.DatabaseDeclaration;
import io.kinexus.operator.core.resource.DeclarationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a Service, a Task or a Function sees of the declarations beside it: their ARNs, their values, what it may do there. */
public final class Neighbour {
    /** The primitive resource of each declaration, and the values that it gives, with the resource's own word for each. */
    private static final Map<String, Gives> GIVES = Map.of(
            "database", new Gives("db-instance", Map.of("host", "host", "port", "port", "name", "name", "arn", "arn")),
            "cache",
                    new Gives(
                            "replication-group", Map.of("host", "host", "port", "port", "name", "name", "arn", "arn")),
            "bucket", new Gives("bucket", Map.of("name", "name", "arn", "arn")),
            "topic", new Gives("topic", Map.of("name", "name", "arn", "arn")),
            "secret", new Gives("secret", Map.of("name", "name", "arn", "arn")),
            "cluster", new Gives("cluster", Map.of("name", "name", "arn", "arn")),
            "http-api", new Gives("http-api", Map.of("url", "endpoint", "arn", "arn")),
            "load-balancer", new Gives("load-balancer", Map.of("host", "dnsName", "arn", "arn")));

    /** Kinds that have a physical name and an ARN that follow from the document, whether or not they are managed yet. */
    private static final Map<String, String> ARNS = Map.of(
            "table", "dynamodb:table/",
            "event-bus", "events:event-bus/",
            "function", "lambda:function:");

    private static final Map<String, List<String>> USUAL_ACTIONS = Map.of(
            "topic", List.of("sns:Publish"),
            "secret", List.of("secretsmanager:GetSecretValue"),
            "table",
                    List.of(
                            "dynamodb:BatchGetItem",
                            "dynamodb:BatchWriteItem",
                            "dynamodb:DeleteItem",
                            "dynamodb:GetItem",
                            "dynamodb:PutItem",
                            "dynamodb:Query",
                            "dynamodb:UpdateItem"),
            "event-bus", List.of("events:PutEvents"));

    /** Of a Database with a proxy: the proxy's own host. */
    private static final String PROXY = "proxyHost";

    private record Gives(String kind, Map<String, String> values) {}

    private final Site site;

    public Neighbour(Site site) {
        this.site = site;
    }

    /** {@code kind/name} as people write it. */
    public static DeclarationId id(String qualified) {
        String[] parts = qualified.split("/", 2);
        return DeclarationId.of(parts[0], parts[1]);
    }

    /** The text of an environment variable; empty when there is no such value. */
    public Optional<String> value(Value.From asked) {
        String kind = asked.from().kind().value();
        String name = asked.from().name();
        if (kind.equals("cache") && asked.value().equals("url")) {
            boolean tls = site.find(CacheDeclaration.class, name)
                    .filter(CacheDeclaration::inTransit)
                    .isPresent();
            return Optional.of((tls ? "rediss://" : "redis://") + site.ref("replication-group", name, "host") + ":"
                    + site.ref("replication-group", name, "port"));
        }
        if (kind.equals("database") && asked.value().equals(PROXY)) {
            return site.find(DatabaseDeclaration.class, name)
                    .filter(DatabaseDeclaration::proxy)
                    .map(database -> site.ref("db-proxy", name, "host"));
        }
        if (ARNS.containsKey(kind)) {
            return switch (asked.value()) {
                case "name" -> Optional.of(name);
                case "arn" -> Optional.of(literal(kind, name));
                default -> Optional.empty();
            };
        }
        return Optional.ofNullable(GIVES.get(kind))
                .flatMap(gives -> Optional.ofNullable(gives.values().get(asked.value()))
                        .map(output -> site.ref(gives.kind(), name, output)));
    }

    /** The values that a kind gives, for people. */
    public static List<String> values(String kind) {
        if (ARNS.containsKey(kind)) {
            return List.of("arn", "name");
        }
        List<String> values = new ArrayList<>(Optional.ofNullable(GIVES.get(kind))
                .map(gives -> gives.values().keySet().stream().sorted().toList())
                .orElse(List.of()));
        if (kind.equals("cache")) {
            values.add("url");
        }
        if (kind.equals("database")) {
            values.add(PROXY);
        }
        return values;
    }

    /** What a policy names; empty for what is reached by the network alone. */
    public List<String> resources(DeclarationId other) {
        String kind = other.kind().value();
        return switch (kind) {
            case "bucket" -> List.of(arn(other), arn(other) + "/*");
            case "table" -> List.of(arn(other), arn(other) + "/index/*");
            case "topic", "secret", "event-bus", "function", "database", "cache" -> List.of(arn(other));
            default -> List.of();
        };
    }

    private String arn(DeclarationId other) {
        String kind = other.kind().value();
        return ARNS.containsKey(kind)
                ? literal(kind, other.name())
                : Optional.ofNullable(GIVES.get(kind))
                        .map(gives -> site.ref(gives.kind(), other.name(), "arn"))
                        .orElseThrow(() -> new IllegalArgumentException(other + " has no ARN"));
    }

    private String literal(String kind, String name) {
        String[] parts = ARNS.getOrDefault(kind, ":").split(":", 2);
        return "arn:aws:" + parts[0] + ":" + site.settings().region() + ":"
                + site.settings().account() + ":" + parts[1] + name;
    }

    /** What connectsTo lets the task do there. */
    public void allow(PolicyText policy, DeclarationId other) {
        if (other.kind().value().equals("bucket")) {
            policy.allow(List.of("s3:DeleteObject", "s3:GetObject", "s3:PutObject"), List.of(arn(other) + "/*"))
                    .allow(List.of("s3:GetBucketLocation", "s3:ListBucket"), List.of(arn(other)));
            return;
        }
        Optional.ofNullable(USUAL_ACTIONS.get(other.kind().value()))
                .ifPresent(actions -> policy.allow(actions, resources(other)));
    }
}
