package io.kinexus.operator.kind.dbparametergroup;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Listed;
import io.kinexus.operator.aws.Ownership;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBParameterGroup;
import software.amazon.awssdk.services.rds.model.DescribeDbParameterGroupsResponse;
import software.amazon.awssdk.services.rds.model.Parameter;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * The calls. Groups are listed, and each of ours is asked for what it says beside the engine's defaults.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBParameterGroup.html">ModifyDBParameterGroup</a>
 */
final class DbParameterGroupAws {
    private static final int PAGE = 100;
    /** As many as AWS takes in one request. */
    private static final int MOST = 20;

    private DbParameterGroupAws() {}

    /** A name that the family does not have stops the plan here, before anything is written. */
    static Map<ResourceId, Observation<DbParameterGroupLive>> observe(
            Scope scope, Collection<Declared<DbParameterGroupSpec>> wanted) {
        Map<ResourceId, Observation<DbParameterGroupLive>> seen = new LinkedHashMap<>(listed(
                        scope,
                        Set.copyOf(wanted.stream().map(one -> one.spec().name()).toList()))
                .observe(scope, wanted, one -> one.spec().name()));
        for (Declared<DbParameterGroupSpec> one : wanted) {
            if (Optional.ofNullable(seen.get(one.id()))
                    .filter(found -> writes(one.spec(), found))
                    .isPresent()) {
                refused(scope, one.spec()).ifPresent(why -> seen.put(one.id(), Observation.unreadable(why)));
            }
        }
        return seen;
    }

    private static boolean writes(DbParameterGroupSpec spec, Observation<DbParameterGroupLive> seen) {
        return seen.fold(
                absent -> true,
                there -> DbParameterGroups.FIELDS.compare(spec, there.live()) instanceof Diff.Drifted,
                unreadable -> false);
    }

    private static Optional<String> refused(Scope scope, DbParameterGroupSpec spec) {
        try {
            return KnownParametersAws.of(scope, spec.family()).refuse(spec.parameters());
        } catch (SdkException failure) {
            return Optional.of(AwsFailures.text(failure));
        }
    }

    static Map<ResourceId, Observation<DbParameterGroupLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return listed(scope, Set.of()).surplus(scope, declared);
    }

    /** @param read the names of those whose parameters are needed */
    private static Listed<DbParameterGroupLive> listed(Scope scope, Set<String> read) {
        return new Listed<>(
                DbParameterGroups.NAME,
                () -> list(scope, read),
                DbParameterGroupLive::arn,
                group -> true,
                group -> tags(scope, group.arn()));
    }

    private static Map<String, String> tags(Scope scope, String arn) {
        return scope.client(RdsClient.class).listTagsForResource(r -> r.resourceName(arn)).tagList().stream()
                .collect(Collectors.toMap(Tag::key, tag -> Objects.requireNonNullElse(tag.value(), "")));
    }

    private static Map<String, DbParameterGroupLive> list(Scope scope, Set<String> read) {
        DescribeDbParameterGroupsResponse all =
                scope.once(
                        DbParameterGroups.NAME,
                        DescribeDbParameterGroupsResponse.class,
                        () -> DescribeDbParameterGroupsResponse.builder()
                                .dbParameterGroups(scope
                                        .client(RdsClient.class)
                                        .describeDBParameterGroupsPaginator(r -> r.maxRecords(PAGE))
                                        .stream()
                                        .flatMap(page -> page.dbParameterGroups().stream())
                                        .toList())
                                .build());
        return scope.each(all.dbParameterGroups(), group -> live(scope, group, read)).stream()
                .collect(Collectors.toMap(DbParameterGroupLive::name, group -> group));
    }

    private static DbParameterGroupLive live(Scope scope, DBParameterGroup group, Set<String> read) {
        String name = group.dbParameterGroupName();
        Map<String, String> own = read.contains(name) ? own(scope, name) : Map.of();
        return new DbParameterGroupLive(name, group.dbParameterGroupArn(), group.dbParameterGroupFamily(), own);
    }

    private static Map<String, String> own(Scope scope, String name) {
        return scope
                .client(RdsClient.class)
                .describeDBParametersPaginator(
                        r -> r.dbParameterGroupName(name).source("user").maxRecords(PAGE))
                .stream()
                .flatMap(page -> page.parameters().stream())
                .filter(one -> one.parameterValue() != null)
                .collect(Collectors.toMap(Parameter::parameterName, Parameter::parameterValue));
    }

    static Outcome create(Scope scope, Declared<DbParameterGroupSpec> wanted, Attempt attempt) {
        DbParameterGroupSpec spec = wanted.spec();
        return AwsFailures.attempt(() -> {
            try {
                scope.client(RdsClient.class).createDBParameterGroup(r -> r.dbParameterGroupName(spec.name())
                        .dbParameterGroupFamily(spec.family())
                        .description(spec.description())
                        .tags(tags(scope, wanted)));
            } catch (SdkException failure) {
                // A retry whose first reply was lost: the name is the identity, and the next look says whose it is.
                if (!AwsFailures.is(failure, "DBParameterGroupAlreadyExists")) {
                    throw failure;
                }
                return Outcome.done();
            }
            set(scope, spec, spec.parameters());
            return Outcome.done();
        });
    }

    static Outcome update(
            Scope scope,
            Declared<DbParameterGroupSpec> wanted,
            DbParameterGroupLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        DbParameterGroupSpec spec = wanted.spec();
        Map<String, String> other = spec.parameters().entrySet().stream()
                .filter(one -> !one.getValue().equals(live.parameters().get(one.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        List<String> gone = live.parameters().keySet().stream()
                .filter(name -> !spec.parameters().containsKey(name))
                .sorted()
                .toList();
        return AwsFailures.attempt(() -> {
            set(scope, spec, other);
            KnownParametersAws known = KnownParametersAws.of(scope, spec.family());
            List<Parameter> back = gone.stream()
                    .map(name -> Parameter.builder()
                            .parameterName(name)
                            .applyMethod(known.method(name))
                            .build())
                    .toList();
            for (List<Parameter> some : parts(back)) {
                scope.client(RdsClient.class).resetDBParameterGroup(r -> r.dbParameterGroupName(spec.name())
                        .resetAllParameters(false)
                        .parameters(some));
            }
            return Outcome.done();
        });
    }

    private static void set(Scope scope, DbParameterGroupSpec spec, Map<String, String> values) {
        KnownParametersAws known = KnownParametersAws.of(scope, spec.family());
        List<Parameter> asked = values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> Parameter.builder()
                        .parameterName(one.getKey())
                        .parameterValue(one.getValue())
                        .applyMethod(known.method(one.getKey()))
                        .build())
                .toList();
        for (List<Parameter> some : parts(asked)) {
            scope.client(RdsClient.class).modifyDBParameterGroup(r -> r.dbParameterGroupName(spec.name())
                    .parameters(some));
        }
    }

    private static List<List<Parameter>> parts(List<Parameter> all) {
        List<List<Parameter>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST) {
            parts.add(all.subList(from, Math.min(all.size(), from + MOST)));
        }
        return parts;
    }

    static Outcome delete(Scope scope, ResourceId id, DbParameterGroupLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(RdsClient.class).deleteDBParameterGroup(r -> r.dbParameterGroupName(live.name()));
            } catch (SdkException failure) {
                // Still some instance's: it goes once that has let go of it.
                if (AwsFailures.is(failure, "InvalidDBParameterGroupState")) {
                    return Outcome.retryable(AwsFailures.code(failure), AwsFailures.text(failure));
                }
                if (!AwsFailures.is(failure, "DBParameterGroupNotFound")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static List<Tag> tags(Scope scope, Declared<?> wanted) {
        return Ownership.tags(scope, wanted).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
