package io.kinexus.operator.kind.secret;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.SecretVersion;
import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a secret is to us: its table, its calls, its permissions. Pure. */
final class Secrets {
    static final KindName NAME = new KindName("secret");
    /** A hundred a page, with tags and versions. */
    static final Floor FLOOR = new Floor(100, 0);

    private static final String ANY = "arn:aws:secretsmanager:${region}:${account}:secret:*";
    /** AWS adds a hyphen and six characters to the name. */
    private static final String NAMED = "arn:aws:secretsmanager:${region}:${account}:secret:${name}-??????";

    private static final String DATABASES = "arn:aws:rds:${region}:${account}:db:*";

    /** How old a password is, or may be. */
    private record Age(Duration time, boolean most) {
        String text() {
            return most ? "at most " + time.toDays() + " days old" : time.toDays() + " days old";
        }
    }

    private static final String VALUE = "the value is made once and never read to compare it";

    static final Fields<SecretSpec, SecretLive> FIELDS = Fields.<SecretSpec, SecretLive>table()
            .row(Field.<SecretSpec, SecretLive, Age>maybe(
                            "rotationRules.automaticallyAfterDays",
                            spec -> spec.rotation().map(rotation -> new Age(rotation.every(), true)),
                            live -> live.age().map(time -> new Age(time, false)))
                    .matching((most, age) -> age.time().compareTo(most.time()) < 0)
                    .showing(Age::text))
            .row(Field.<SecretSpec, SecretLive, Boolean>maybe(
                            "versionStages.AWSPENDING",
                            spec -> spec.rotation().map(rotation -> false),
                            live -> Optional.of(live.pendingVersion().isPresent()))
                    .showing(pending -> pending ? "a rotation has begun" : "none"))
            .unmanaged("name", "its identity")
            .unmanaged("secretString", VALUE)
            .unmanaged("secretBinary", VALUE)
            .unmanaged("clientRequestToken", "the intent's own token")
            .unmanaged("description", "not declared")
            .unmanaged("kmsKeyId", "encrypted by the service's own key; a customer key is not declared yet")
            .unmanaged("addReplicaRegions", "copies in other regions are not declared yet")
            .unmanaged("forceOverwriteReplicaSecret", "there are no copies in other regions")
            .unmanaged("type", "no partner's secret")
            .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere("secretsmanager:ListSecrets", "the action has no resource-level permissions"),
            Permission.on("secretsmanager:DescribeSecret", ANY)
                    .because("ours are described, and those that are left over; values are not read"),
            Permission.on("secretsmanager:CreateSecret", NAMED),
            Permission.on("secretsmanager:TagResource", NAMED),
            Permission.on("secretsmanager:RestoreSecret", NAMED),
            Permission.on("secretsmanager:ListSecretVersionIds", NAMED),
            Permission.on("secretsmanager:GetSecretValue", NAMED),
            Permission.on("secretsmanager:PutSecretValue", NAMED),
            Permission.on("secretsmanager:UpdateSecretVersionStage", NAMED),
            Permission.on("rds:DescribeDBInstances", DATABASES).because("a rotation waits until its database is done"),
            Ownership.only(Permission.on("rds:ModifyDBInstance", DATABASES)
                    .because("a rotation changes the password of the environment's own databases")),
            Ownership.only(Permission.on("secretsmanager:DeleteSecret", ANY)));

    private Secrets() {}

    /** The version is the one that people chose, or that was generated: what a database adds to it makes no other. */
    static Map<String, String> outputs(SecretLive live) {
        Map<String, String> outputs = new LinkedHashMap<>(Map.of("arn", live.arn(), "name", live.name()));
        live.currentVersion().map(SecretVersion::chosen).ifPresent(version -> outputs.put("versionId", version));
        return outputs;
    }

    static Verdict health(SecretLive live) {
        return live.currentVersion().isPresent()
                ? Verdict.healthy()
                : Verdict.unhealthy("secret " + live.name() + " has no current value");
    }
}
