package io.kinexus.operator.desired;

import io.kinexus.operator.desired.Node.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names in AWS that declarations claim, by the contract's rules. Read off the documents as they are written, so that one
 * environment can be compared with others that have mistakes of their own.
 */
final class Claims {
    private static final String EXISTING = "existing";

    /** Kinds whose own name is the name in AWS, unique in an account and region unless said otherwise below. */
    private static final Set<String> TO_THE_LETTER = Set.of(
            "cluster",
            "load-balancer",
            "database",
            "cache",
            "secret",
            "bucket",
            "topic",
            "function",
            "table",
            "http-api",
            "event-bus",
            "dashboard",
            "backup-plan",
            "service");

    private final Map<String, Claim> taken = new HashMap<>();

    private record Claim(String environment, Document document) {}

    /** Takes the names of an environment without a complaint. */
    void take(Source source) {
        each(source, (name, claim) -> taken.putIfAbsent(name, claim));
    }

    /** Complains where a name of this environment is taken already. */
    void compare(Source source, Problems problems) {
        each(source, (name, claim) -> {
            Claim other = taken.get(name);
            if (other != null) {
                Document document = claim.document();
                problems.add(
                        document.nameAt(),
                        "metadata.name",
                        name + " is claimed by environment "
                                + other.environment() + " too, by "
                                + other.document().id() + " in "
                                + other.document().nameAt() + "; choose another name, or rename it in the overlay");
            }
        });
    }

    @FunctionalInterface
    private interface Taker {
        void take(String name, Claim claim);
    }

    private static void each(Source source, Taker taker) {
        String account = setting(source, "account");
        String region = setting(source, "region");
        for (Document document : source.documents()) {
            Claim claim = new Claim(source.environment(), document);
            if (document.spec().get(EXISTING).isEmpty() && !document.is(Overlay.ENVIRONMENT)) {
                names(source, document, account, region).forEach(name -> taker.take(name, claim));
            }
        }
    }

    private static String setting(Source source, String key) {
        return source.settings().flatMap(document -> document.spec().text(key)).orElse("?");
    }

    private static List<String> names(Source source, Document document, String account, String region) {
        List<String> names = new ArrayList<>();
        String kind = document.kind().name().value();
        if (TO_THE_LETTER.contains(kind)) {
            names.add(document.id() + scope(source, document, account, region));
        }
        names.add("the prefix " + source.environment() + "-" + document.name() + " of what "
                + document.kind().word() + " derives in account " + account);
        return names;
    }

    private static String scope(Source source, Document document, String account, String region) {
        if (document.is("bucket")) {
            return ", as buckets have one name worldwide,";
        }
        String here = " in account " + account + " and region " + region;
        return document.is("service") ? " of cluster " + cluster(source, document.spec()) + here : here;
    }

    /** The name in AWS of a service's cluster, whether it is ours or pointed at. */
    private static String cluster(Source source, Fields service) {
        String name = service.text("cluster").orElse("default");
        Optional<String> existing = source.documents().stream()
                .filter(document -> document.is("cluster") && document.name().equals(name))
                .findFirst()
                .flatMap(document -> document.spec().text(EXISTING));
        return existing.map(arn -> arn.substring(arn.lastIndexOf('/') + 1)).orElse(name);
    }
}
