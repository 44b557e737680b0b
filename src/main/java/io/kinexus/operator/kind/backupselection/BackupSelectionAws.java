package io.kinexus.operator.kind.backupselection;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.BackupSelection;
import software.amazon.awssdk.services.backup.model.BackupSelectionsListMember;
import software.amazon.awssdk.services.backup.model.Conditions;
import software.amazon.awssdk.services.backup.model.GetBackupSelectionResponse;

/**
 * The calls. A selection has no tags: on a plan of ours, the one that is called as the plan's own resource is ours. It cannot
 * be changed, so what it selects is read once.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html">BackupSelection</a>
 */
final class BackupSelectionAws {
    private static final KindName PLAN = new KindName("backup-plan");
    private static final int PAGE = 1000;

    private BackupSelectionAws() {}

    /** What AWS never changes of one. */
    private record Read(BackupSelectionLive live, Instant since) {}

    static Map<ResourceId, Observation<BackupSelectionLive>> observe(
            Scope scope, Collection<Declared<BackupSelectionSpec>> wanted) {
        return Sweep.whole(wanted, all -> {
            Map<ResourceId, Observation<BackupSelectionLive>> seen = new LinkedHashMap<>();
            for (Declared<BackupSelectionSpec> one : all) {
                find(scope, one.spec().planId(), one.spec().name())
                        .ifPresent(read -> seen.put(
                                one.id(),
                                Observation.present(
                                        read.live().with(RecoveryAws.of(scope, one.spec(), read.since())))));
            }
            return seen;
        });
    }

    static Map<ResourceId, Observation<BackupSelectionLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<BackupSelectionLive>> surplus = new LinkedHashMap<>();
        Ownership.sweep(scope).of(PLAN).forEach((plan, arns) -> {
            ResourceId id = new ResourceId(scope.environment(), BackupSelections.NAME, plan.name());
            if (!declared.contains(id)) {
                arns.stream()
                        .map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
                        .flatMap(planId -> find(scope, planId, plan.name()).stream())
                        .forEach(read -> surplus.put(id, Observation.present(read.live())));
            }
        });
        return surplus;
    }

    static Outcome create(Scope scope, Declared<BackupSelectionSpec> wanted, Attempt attempt) {
        try {
            BackupSelectionSpec spec = wanted.spec();
            if (find(scope, spec.planId(), spec.name()).isEmpty()) {
                scope.client(BackupClient.class).createBackupSelection(r -> r.backupPlanId(spec.planId())
                        .creatorRequestId(attempt.token())
                        .backupSelection(BackupSelection.builder()
                                .selectionName(spec.name())
                                .iamRoleArn(spec.role())
                                .resources(BackupSelections.arns(spec).stream()
                                        .sorted()
                                        .toList())
                                .build()));
            }
            return Outcome.done();
        } catch (SdkException failure) {
            // A role that was just made is not known to AWS Backup at once.
            return AwsFailures.is(failure, "InvalidParameterValueException")
                            && AwsFailures.text(failure).contains("cannot be assumed")
                    ? AwsFailures.spreading(failure, attempt)
                    : AwsFailures.outcome(failure);
        }
    }

    static Outcome delete(Scope scope, ResourceId id, BackupSelectionLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(BackupClient.class).deleteBackupSelection(r -> r.backupPlanId(live.planId())
                        .selectionId(live.id()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, "ResourceNotFoundException")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static Optional<Read> find(Scope scope, String planId, String name) {
        if (planId.contains("${")) {
            return Optional.empty();
        }
        try {
            return scope
                    .client(BackupClient.class)
                    .listBackupSelectionsPaginator(r -> r.backupPlanId(planId).maxResults(PAGE))
                    .stream()
                    .flatMap(page -> page.backupSelectionsList().stream())
                    .filter(one -> one.selectionName().equals(name))
                    .findFirst()
                    .map(one -> read(scope, one));
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "ResourceNotFoundException")) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static Read read(Scope scope, BackupSelectionsListMember listed) {
        return scope.keep(listed.backupPlanId() + "/" + listed.selectionId(), Read.class, () -> {
            GetBackupSelectionResponse all = scope.client(BackupClient.class)
                    .getBackupSelection(
                            r -> r.backupPlanId(listed.backupPlanId()).selectionId(listed.selectionId()));
            BackupSelection one = all.backupSelection();
            return new Read(
                    new BackupSelectionLive(
                            listed.selectionId(),
                            listed.backupPlanId(),
                            one.selectionName(),
                            one.iamRoleArn(),
                            Set.copyOf(one.resources()),
                            others(one),
                            List.of()),
                    all.creationDate());
        });
    }

    private static List<String> others(BackupSelection one) {
        List<String> others = new ArrayList<>();
        if (!one.listOfTags().isEmpty()) {
            others.add("by tags");
        }
        if (!one.notResources().isEmpty()) {
            others.add("without some resources");
        }
        if (one.conditions() != null && !one.conditions().equals(noConditions())) {
            others.add("by conditions");
        }
        return others;
    }

    private static Conditions noConditions() {
        return Conditions.builder().build();
    }
}
