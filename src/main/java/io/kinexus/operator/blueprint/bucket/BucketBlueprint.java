package io.kinexus.operator.blueprint.bucket;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.bucket.BucketDeclaration.Lifecycle;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.kind.bucket.BucketSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A private bucket under the declaration's own name, which all accounts of AWS share. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class BucketBlueprint implements Blueprint<BucketDeclaration> {
    private static final KindName NAME = new KindName("bucket");
    private static final int LONGEST = 63;
    private static final int LEAST_AGE = 30;
    /** From warm to cold: objects move down only. */
    private static final List<String> WATERFALL =
            List.of("STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE");

    private static final Set<String> CLASSES = Set.copyOf(WATERFALL);
    private static final Set<String> OLD_ENOUGH = Set.of("STANDARD_IA", "ONEZONE_IA");
    private static final String NAME_FORM =
            "(?!.*\\.\\.)(?!xn--|sthree-|amzn-s3-demo-)(?![0-9.]+$)(?!.*(-s3alias|--ol-s3|\\.mrap|--x-s3)$)[a-z0-9][a-z0-9.-]+[a-z0-9]";

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Class<BucketDeclaration> declaration() {
        return BucketDeclaration.class;
    }

    @Override
    public List<Flaw> check(BucketDeclaration declaration, Site site) {
        List<Flaw> flaws = new ArrayList<>();
        if (declaration.existing().isEmpty() && !site.self().name().matches(NAME_FORM)) {
            flaws.add(new Flaw(
                    "metadata.name", "is the bucket's own name: 3 to 63 lower-case letters, digits, hyphens and dots"));
        }
        if (!declaration.encrypted()) {
            flaws.add(new Flaw("spec.encrypted", "cannot be false: S3 encrypts every object"));
        }
        declaration.replicateTo().ifPresent(to -> copied(declaration, to.region(), site, flaws));
        for (int i = 0; i < declaration.lifecycle().size(); i++) {
            rule("spec.lifecycle[" + i + "]", declaration.lifecycle().get(i), flaws);
        }
        return flaws;
    }

    private static void copied(BucketDeclaration declaration, String region, Site site, List<Flaw> flaws) {
        String copy = ReplicatedBucket.copyOf(site.self().name(), region);
        if (declaration.existing().isPresent()) {
            flaws.add(new Flaw("spec.replicateTo", "is not set on a bucket that exists; leave it out"));
        }
        if (!declaration.versioned()) {
            flaws.add(new Flaw("spec.replicateTo", "needs versioned: true; S3 copies only versions"));
        }
        if (region.equals(site.settings().region())) {
            flaws.add(new Flaw("spec.replicateTo.region", "is the environment's own; must be another region"));
        }
        if (copy.length() > LONGEST) {
            flaws.add(new Flaw(
                    "metadata.name",
                    "its copy would be " + copy + ", which is longer than the " + LONGEST
                            + " characters of a bucket's name: shorten it by " + (copy.length() - LONGEST)));
        }
        if (site.find(BucketDeclaration.class, copy).isPresent()) {
            flaws.add(
                    new Flaw("spec.replicateTo", "makes bucket " + copy + ", which is declared too; rename that one"));
        }
    }

    private static void rule(String path, Lifecycle rule, List<Flaw> flaws) {
        if (rule.transition().isEmpty()
                && rule.expire().isEmpty()
                && rule.expireNoncurrent().isEmpty()
                && rule.abortIncomplete().isEmpty()) {
            flaws.add(new Flaw(path, "does nothing; it needs transition, expire, expireNoncurrent or abortIncomplete"));
        }
        rule.transition().forEach((storage, age) -> {
            if (!CLASSES.contains(storage)) {
                flaws.add(new Flaw(
                        path + ".transition." + storage,
                        "is no storage class to move to; allowed are "
                                + CLASSES.stream().sorted().toList()));
            }
            days(path + ".transition." + storage, Optional.of(age), flaws);
            if (OLD_ENOUGH.contains(storage) && age.toDays() < LEAST_AGE) {
                flaws.add(new Flaw(path + ".transition." + storage, "must be at least 30d"));
            }
            if (rule.expire().filter(end -> end.compareTo(age) <= 0).isPresent()) {
                flaws.add(new Flaw(path + ".expire", "must be later than every transition"));
            }
        });
        colderIsLater(path, rule.transition(), flaws);
        days(path + ".expire", rule.expire(), flaws);
        days(path + ".expireNoncurrent", rule.expireNoncurrent(), flaws);
        days(path + ".abortIncomplete", rule.abortIncomplete(), flaws);
    }

    /** @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html">S3's waterfall</a> */
    private static void colderIsLater(String path, Map<String, Duration> moves, List<Flaw> flaws) {
        List<String> used = WATERFALL.stream().filter(moves::containsKey).toList();
        for (int i = 1; i < used.size(); i++) {
            String warmer = used.get(i - 1);
            String colder = used.get(i);
            if (days(moves, colder) <= days(moves, warmer)) {
                flaws.add(new Flaw(
                        path + ".transition." + colder,
                        "must be later than " + warmer + ": S3 moves objects to colder classes only"));
            }
        }
    }

    private static long days(Map<String, Duration> moves, String storage) {
        return moves.getOrDefault(storage, Duration.ZERO).toDays();
    }

    private static void days(String path, Optional<Duration> time, List<Flaw> flaws) {
        time.filter(one -> !one.equals(Duration.ofDays(one.toDays())))
                .ifPresent(one -> flaws.add(new Flaw(path, "must be whole days, such as 30d")));
    }

    @Override
    public List<Declared<?>> expand(BucketDeclaration declaration, Site site) {
        String name = Names.cut(site.self().name(), LONGEST);
        List<BucketSpec.Rule> rules =
                declaration.lifecycle().stream().map(BucketBlueprint::aged).toList();
        Optional<String> policy =
                declaration.allowLoadBalancerLogs() ? Optional.of(logPolicy(name, site)) : Optional.empty();
        BucketSpec spec = new BucketSpec(
                name, site.settings().region(), declaration.versioned(), rules, policy, Optional.empty());
        Declared<BucketSpec> bucket = Declared.of(site.id("bucket", site.self().name()), site.self(), spec);
        if (declaration.existing().isPresent()) {
            return List.of(bucket.existing(declaration.existing().get()));
        }
        return declaration
                .replicateTo()
                .map(to -> new ReplicatedBucket(name, to.region(), site).resources(bucket))
                .orElse(List.of(bucket));
    }

    private static BucketSpec.Rule aged(Lifecycle rule) {
        return new BucketSpec.Rule(
                rule.prefix(),
                rule.transition().entrySet().stream()
                        .sorted(Map.Entry.<String, Duration>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                        .map(move -> new BucketSpec.Move(
                                move.getKey(), (int) move.getValue().toDays()))
                        .toList(),
                rule.expire().map(time -> (int) time.toDays()),
                rule.expireNoncurrent().map(time -> (int) time.toDays()),
                rule.abortIncomplete().map(time -> (int) time.toDays()));
    }

    /**
     * Lets load balancers of this account write their logs, under any prefix.
     *
     * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html">access logs</a>
     */
    private static String logPolicy(String bucket, Site site) {
        String account = site.settings().account();
        String arn = "arn:aws:s3:::" + bucket;
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"LoadBalancerLogs\",\"Effect\":\"Allow\","
                + "\"Principal\":{\"Service\":\"logdelivery.elasticloadbalancing.amazonaws.com\"},"
                + "\"Action\":\"s3:PutObject\",\"Resource\":[\"" + arn + "/AWSLogs/" + account + "/*\",\"" + arn
                + "/*/AWSLogs/" + account + "/*\"]}]}";
    }
}
