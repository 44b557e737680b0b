package io.kinexus.operator.kind.taskdefinition;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.EcsServiceSweep;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.RollbackFamily;
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
import java.util.stream.Collectors;
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

    /** One revision with the tags that it was registered with; not active once it is deregistered. */
    private record Revision(TaskDefinitionLive live, Map<String, String> tags, boolean active) {}

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
        KnownRevisionsAws.of(scope).leave();
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
            Optional<Service> service =
                    Optional.ofNullable(running.get(one.spec().service()));
            live(scope, one, service).ifPresent(revision -> {
                seen.put(one.id(), new Observation.Present<>(revision.live(), true, ours(scope, one.id(), revision)));
                service.ifPresent(it -> note(scope, one, it, revision));
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

    private static Optional<Revision> live(Scope scope, Declared<TaskDefinitionSpec> one, Optional<Service> service) {
        String family = one.spec().family();
        if (service.isEmpty()) {
            return newestActive(scope, family);
        }
        String runs = service.get().taskDefinition();
        NewestRevisions newest = NewestRevisions.of(scope);
        if (NewestRevisions.family(runs).equals(family)) {
            newest.saw(family, runs);
        }
        if (newest.of(family).isEmpty() && NewestRevisions.family(runs).equals(RollbackFamily.of(family))) {
            newestActive(scope, family)
                    .ifPresent(last -> newest.saw(family, last.live().arn()));
        }
        String arn = newest.of(family).orElse(runs);
        return Optional.of(scope.keep(arn, Revision.class, () -> recalled(scope, one, service.get(), arn)
                .orElseGet(() -> describe(scope, arn))));
    }

    /**
     * Without a call, where an earlier process read this very revision and it said just what is wanted: then there is nothing
     * more to know of it. Whose it is, is still asked anew.
     */
    private static Optional<Revision> recalled(
            Scope scope, Declared<TaskDefinitionSpec> one, Service service, String arn) {
        String family = one.spec().family();
        if (!NewestRevisions.family(arn).equals(family)) {
            return Optional.empty();
        }
        TaskDefinitionLive wanted = RevisionReaderAws.read(RevisionRequestAws.revision(one.spec(), arn));
        return KnownRevisionsAws.deployment(service, arn)
                .filter(by -> KnownRevisionsAws.of(scope).said(family, arn, by, Fingerprint.of(wanted)))
                .filter(by -> listed(scope, one.id(), arn))
                .map(by -> new Revision(wanted, Ownership.tags(scope, one.id()), true));
    }

    /** Whether the sweep has it under this id; a sweep that failed says nothing, and is reported where it matters. */
    private static boolean listed(Scope scope, ResourceId id, String arn) {
        try {
            return scope
                    .once(Listed.class, Listed.class, () -> Listed.of(scope))
                    .arns()
                    .getOrDefault(id, List.of())
                    .stream()
                    .anyMatch(arn::equals);
        } catch (SdkException unknown) {
            return false;
        }
    }

    /** The revisions that carry our tags. */
    private record Listed(Map<ResourceId, List<String>> arns) {
        static Listed of(Scope scope) {
            return new Listed(Ownership.sweep(scope).of(TaskDefinitions.NAME));
        }
    }

    private static void note(Scope scope, Declared<TaskDefinitionSpec> one, Service service, Revision revision) {
        String arn = revision.live().arn();
        if (Ownership.ours(one.id(), revision.tags())) {
            KnownRevisionsAws.deployment(service, arn).ifPresent(by -> KnownRevisionsAws.of(scope)
                    .saw(one.spec().family(), arn, by, Fingerprint.of(revision.live())));
        }
    }

    private static Revision describe(Scope scope, String reference) {
        DescribeTaskDefinitionResponse answer = scope.client(EcsClient.class)
                .describeTaskDefinition(r -> r.taskDefinition(reference).include(TaskDefinitionField.TAGS));
        Map<String, String> tags = new HashMap<>();
        answer.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        boolean active = answer.taskDefinition().status() != TaskDefinitionStatus.INACTIVE;
        return new Revision(RevisionReaderAws.read(answer.taskDefinition()), tags, active);
    }

    /** AWS has no code of its own for "there is none": it is a ClientException that says so. */
    private static Optional<Revision> newestActive(Scope scope, String family) {
        try {
            return Optional.of(describe(scope, family)).filter(Revision::active);
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
                families(newest, arns).forEach((family, all) -> newestActive(scope, family)
                        .filter(revision -> Ownership.ours(id, revision.tags()))
                        .ifPresentOrElse(
                                revision -> surplus.putIfAbsent(id, Observation.present(revision.live())),
                                () -> all.forEach(arn -> newest.deregistered(family, arn))));
            }
        });
        return surplus;
    }

    /** A family of its own, and perhaps one of copies that rollbacks went to. */
    private static Map<String, List<String>> families(NewestRevisions newest, List<String> arns) {
        return arns.stream()
                .filter(arn -> !newest.inactive(arn))
                .collect(Collectors.groupingBy(NewestRevisions::family, TreeMap::new, Collectors.toList()));
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

    /** Every active revision of the family, and the copies of them: one that stays would be found again. */
    static Outcome delete(Scope scope, ResourceId id, TaskDefinitionLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            deregister(scope, live.family());
            deregister(scope, RollbackFamily.of(live.family()));
            NewestRevisions.of(scope).deregistered(live.family(), live.arn());
            return Outcome.done();
        });
    }

    private static void deregister(Scope scope, String family) {
        EcsClient ecs = scope.client(EcsClient.class);
        List<String> active = ecs
                .listTaskDefinitionsPaginator(r -> r.familyPrefix(family).status(TaskDefinitionStatus.ACTIVE))
                .taskDefinitionArns()
                .stream()
                .toList();
        for (String arn : active) {
            ecs.deregisterTaskDefinition(r -> r.taskDefinition(arn));
            NewestRevisions.of(scope).deregistered(family, arn);
        }
    }
}
