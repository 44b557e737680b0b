package io.kinexus.operator.kind.taskdefinition;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.EcsServiceSweep;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * The calls. What is live is the revision that the service runs, or a newer one of ours that it does not run yet; without
 * a service, the family's newest active one. A revision never changes, so each is described once.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTaskDefinition.html">DescribeTaskDefinition</a>
 */
final class TaskDefinitionAws {
    private TaskDefinitionAws() {}

    /** One revision with the tags that it was registered with. */
    private record Revision(TaskDefinitionLive live, Map<String, String> tags) {}

    static Map<ResourceId, Observation<TaskDefinitionLive>> observe(
            Scope scope, Collection<Declared<TaskDefinitionSpec>> wanted) {
        Map<String, List<Declared<TaskDefinitionSpec>>> byCluster = new TreeMap<>();
        wanted.forEach(one -> byCluster
                .computeIfAbsent(one.spec().cluster(), key -> new ArrayList<>())
                .add(one));
        Map<ResourceId, Observation<TaskDefinitionLive>> seen = new LinkedHashMap<>();
        byCluster.forEach((cluster, all) -> {
            all.sort(Comparator.comparing(one -> one.spec().service()));
            seen.putAll(Sweep.inBatches(scope, all, EcsServiceSweep.BATCH, batch -> look(scope, cluster, batch)));
        });
        return seen;
    }

    private static Map<ResourceId, Observation<TaskDefinitionLive>> look(
            Scope scope, String cluster, List<Declared<TaskDefinitionSpec>> batch) {
        // A cluster that is not there yet is still a reference, and runs nothing.
        Map<String, Service> running = cluster.contains("${")
                ? Map.of()
                : EcsServiceSweep.describe(
                        scope,
                        cluster,
                        batch.stream().map(one -> one.spec().service()).toList());
        Map<ResourceId, Observation<TaskDefinitionLive>> seen = new LinkedHashMap<>();
        for (Declared<TaskDefinitionSpec> one : batch) {
            Optional<String> runs =
                    Optional.ofNullable(running.get(one.spec().service())).map(Service::taskDefinition);
            live(scope, one.spec().family(), runs).ifPresent(revision -> {
                seen.put(one.id(), new Observation.Present<>(revision.live(), true, ours(scope, one.id(), revision)));
            });
        }
        return seen;
    }

    /** A family with one revision of ours is ours, whoever registered the one that runs now. */
    private static boolean ours(Scope scope, ResourceId id, Revision revision) {
        return Ownership.ours(id, revision.tags())
                || Ownership.sweep(scope).of(TaskDefinitions.NAME).getOrDefault(id, List.of()).stream()
                        .anyMatch(arn -> NewestRevisions.family(arn)
                                .equals(revision.live().family()));
    }

    private static Optional<Revision> live(Scope scope, String family, Optional<String> runs) {
        if (runs.isEmpty()) {
            return newestActive(scope, family);
        }
        NewestRevisions newest = NewestRevisions.of(scope);
        runs.filter(arn -> NewestRevisions.family(arn).equals(family)).ifPresent(arn -> newest.saw(family, arn));
        return newest.of(family).or(() -> runs).map(arn -> kept(scope, arn));
    }

    private static Revision kept(Scope scope, String arn) {
        return scope.keep(arn, Revision.class, () -> describe(scope, arn));
    }

    private static Revision describe(Scope scope, String reference) {
        DescribeTaskDefinitionResponse answer = scope.client(EcsClient.class)
                .describeTaskDefinition(r -> r.taskDefinition(reference).include(TaskDefinitionField.TAGS));
        Map<String, String> tags = new HashMap<>();
        answer.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        return new Revision(RevisionReaderAws.read(answer.taskDefinition()), tags);
    }

    /** AWS has no code of its own for "there is none": it is a ClientException that says so. */
    private static Optional<Revision> newestActive(Scope scope, String family) {
        try {
            return Optional.of(describe(scope, family));
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "ClientException")
                    && AwsFailures.text(failure).contains("Unable to describe task definition")) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    static Map<ResourceId, Observation<TaskDefinitionLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<TaskDefinitionLive>> surplus = new LinkedHashMap<>();
        NewestRevisions newest = NewestRevisions.of(scope);
        Ownership.sweep(scope).of(TaskDefinitions.NAME).forEach((id, arns) -> {
            if (!declared.contains(id)) {
                arns.stream()
                        .filter(arn -> !newest.inactive(arn))
                        .max(Comparator.comparingInt(NewestRevisions::revision))
                        .flatMap(arn -> newestActive(scope, NewestRevisions.family(arn)))
                        .filter(revision -> Ownership.ours(id, revision.tags()))
                        .ifPresentOrElse(
                                revision -> surplus.put(id, Observation.present(revision.live())),
                                () -> arns.forEach(arn -> newest.deregistered(NewestRevisions.family(arn), arn)));
            }
        });
        return surplus;
    }

    /** Registers, unless the newest active revision already says the same: a lost reply makes no second one. */
    static Outcome create(Scope scope, Declared<TaskDefinitionSpec> wanted, Attempt attempt) {
        TaskDefinitionSpec spec = wanted.spec();
        return AwsFailures.attempt(() -> {
            Optional<Revision> same = newestActive(scope, spec.family())
                    .filter(revision -> Ownership.ours(wanted.id(), revision.tags()))
                    .filter(revision -> TaskDefinitions.FIELDS.compare(spec, revision.live()) instanceof Diff.InSync);
            String arn = same.map(revision -> revision.live().arn()).orElseGet(() -> scope.client(EcsClient.class)
                    .registerTaskDefinition(RevisionRequestAws.of(spec, Ownership.tags(scope, wanted)))
                    .taskDefinition()
                    .taskDefinitionArn());
            NewestRevisions.of(scope).saw(spec.family(), arn);
            return Outcome.done();
        });
    }

    static Outcome update(
            Scope scope,
            Declared<TaskDefinitionSpec> wanted,
            TaskDefinitionLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return create(scope, wanted, attempt);
    }

    /** Every active revision of the family: one that stays would be found again. */
    static Outcome delete(Scope scope, ResourceId id, TaskDefinitionLive live, Attempt attempt) {
        EcsClient ecs = scope.client(EcsClient.class);
        return AwsFailures.attempt(() -> {
            List<String> active = ecs
                    .listTaskDefinitionsPaginator(
                            r -> r.familyPrefix(live.family()).status(TaskDefinitionStatus.ACTIVE))
                    .taskDefinitionArns()
                    .stream()
                    .toList();
            for (String arn : active) {
                ecs.deregisterTaskDefinition(r -> r.taskDefinition(arn));
                NewestRevisions.of(scope).deregistered(live.family(), arn);
            }
            NewestRevisions.of(scope).deregistered(live.family(), live.arn());
            return Outcome.done();
        });
    }
}
