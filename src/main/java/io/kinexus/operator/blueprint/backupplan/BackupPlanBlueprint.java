package io.kinexus.operator.blueprint.backupplan;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.Zones;
import io.kinexus.operator.blueprint.backupplan.BackupPlanDeclaration.Objectives;
import io.kinexus.operator.blueprint.bucket.BucketDeclaration;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.kind.backupplan.BackupPlanSpec;
import io.kinexus.operator.kind.backupselection.BackupSelectionSpec;
import io.kinexus.operator.kind.backupvault.BackupVaultSpec;
import io.kinexus.operator.kind.role.RoleSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A vault, a role for AWS Backup, a plan with one rule, and the resources that it is for, each by its ARN. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes")
public final class BackupPlanBlueprint implements Blueprint<BackupPlanDeclaration> {
    private static final String VAULT = "backup-vault";
    private static final String POLICIES = "arn:aws:iam::aws:policy/";
    private static final int NAME_LENGTH = 50;
    private static final int ROLE_LENGTH = 64;
    /** The least that AWS Backup takes; an hourly plan must not begin late. */
    private static final int START_WITHIN = 60;

    private static final int COMPLETE_WITHIN = 480;

    @Override
    public KindName name() {
        return new KindName("backup-plan");
    }

    @Override
    public Class<BackupPlanDeclaration> declaration() {
        return BackupPlanDeclaration.class;
    }

    @Override
    public List<Declared<?>> expand(BackupPlanDeclaration declaration, Site site) {
        String name = site.self().name();
        List<Declared<?>> wanted = new ArrayList<>();
        wanted.add(Declared.of(
                site.id(VAULT, name), site.self(), new BackupVaultSpec(site.derived(name, "backups", NAME_LENGTH))));
        wanted.add(Declared.of(site.id("role", name + "-backup"), site.self(), role(declaration, site)));
        wanted.add(Declared.of(
                site.id("backup-plan", name),
                site.self(),
                new BackupPlanSpec(
                        name,
                        List.of(new BackupPlanSpec.Rule(
                                name,
                                site.ref(VAULT, name, "name"),
                                BackupTimes.cron(declaration.schedule()).orElseThrow(),
                                declaration.timeZone().map(BackupTimes::zone).orElse(BackupTimes.UTC),
                                START_WITHIN,
                                COMPLETE_WITHIN,
                                (int) declaration.retention().toDays())))));
        wanted.add(Declared.of(
                site.id("backup-selection", name),
                site.self(),
                new BackupSelectionSpec(
                        name,
                        site.ref("backup-plan", name, "id"),
                        site.ref(VAULT, name, "arn"),
                        site.ref("role", name + "-backup", "arn"),
                        declaration.resources().stream()
                                .map(one -> new BackupSelectionSpec.Source(one, arn(one, site)))
                                .toList(),
                        declaration.objectives().flatMap(Objectives::rpo),
                        declaration.objectives().flatMap(Objectives::rto))));
        return wanted;
    }

    private static String arn(String declared, Site site) {
        int slash = declared.indexOf('/');
        String kind = declared.substring(0, slash);
        return site.ref(kind.equals("database") ? "db-instance" : kind, declared.substring(slash + 1), "arn");
    }

    /**
     * AWS Backup's own policies, as its pages ask for: what it does inside other services changes with them.
     *
     * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html">Service roles</a>
     */
    private static RoleSpec role(BackupPlanDeclaration declaration, Site site) {
        Set<String> policies = new TreeSet<>();
        policies.add(POLICIES + "service-role/AWSBackupServiceRolePolicyForBackup");
        if (declaration.resources().stream().anyMatch(one -> one.startsWith("bucket/"))) {
            policies.add(POLICIES + "AWSBackupServiceRolePolicyForS3Backup");
        }
        return new RoleSpec(
                site.derived(site.self().name(), "backup", ROLE_LENGTH),
                RoleSpec.path(site.environment()),
                site.self() + ": lets AWS Backup read what it backs up",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                        + "\"backup.amazonaws.com\"},\"Action\":\"sts:AssumeRole\",\"Condition\":{\"StringEquals\":"
                        + "{\"aws:SourceAccount\":\"" + site.settings().account() + "\"}}}]}",
                Map.of(),
                policies,
                Optional.empty());
    }

    @Override
    public List<Flaw> check(BackupPlanDeclaration declaration, Site site) {
        List<Flaw> flaws = new ArrayList<>();
        if (!site.self().name().matches("[a-zA-Z0-9_.-]{1,50}")) {
            flaws.add(new Flaw(
                    "metadata.name", "is the plan's own name: 1 to 50 letters, digits, hyphens, underscores and dots"));
        }
        BackupTimes.flaw(declaration.schedule()).ifPresent(why -> flaws.add(new Flaw("spec.schedule", why)));
        for (int i = 0; i < declaration.resources().size(); i++) {
            unversioned(declaration.resources().get(i), "spec.resources[" + i + "]", site)
                    .ifPresent(flaws::add);
        }
        Zones.flaw("spec.timeZone", declaration.timeZone()).ifPresent(flaws::add);
        if (declaration.retention().toSeconds() % 86_400 != 0) {
            flaws.add(new Flaw("spec.retention", "must be whole days, such as 35d"));
        }
        return flaws;
    }

    /** @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html">S3: versioning must be on</a> */
    private static Optional<Flaw> unversioned(String resource, String path, Site site) {
        return Optional.of(resource)
                .filter(one -> one.startsWith("bucket/"))
                .flatMap(one -> site.find(BucketDeclaration.class, one.substring("bucket/".length())))
                .filter(bucket -> bucket.existing().isEmpty() && !bucket.versioned())
                .map(bucket ->
                        new Flaw(path, "needs versioned: true there; AWS Backup backs up only versioned buckets"));
    }
}
