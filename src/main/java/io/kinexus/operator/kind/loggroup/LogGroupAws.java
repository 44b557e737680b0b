package io.kinexus.operator.kind.loggroup;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/**
 * The calls. Log groups are listed by the environment's prefix, 50 a page; their tags come with the ownership sweep, since
 * the listing has none.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html">DescribeLogGroups</a>
 */
final class LogGroupAws {
    private static final int PAGE = 50;

    private LogGroupAws() {}

    static Map<ResourceId, Observation<LogGroupLive>> observe(Scope scope, Collection<Declared<LogGroupSpec>> wanted) {
        return Sweep.whole(wanted, all -> {
            List<String> names = all.stream()
                    .map(one -> one.spec().name())
                    .filter(name -> !name.contains("${"))
                    .toList();
            Map<String, LogGroup> live = names.isEmpty() ? Map.of() : list(scope, commonPrefix(names));
            Map<ResourceId, Observation<LogGroupLive>> seen = new LinkedHashMap<>();
            for (Declared<LogGroupSpec> one : all) {
                LogGroup group = live.get(one.spec().name());
                if (group != null) {
                    LogGroupLive read = read(group);
                    boolean ours =
                            Ownership.ours(scope, one.id(), read.arn(), () -> scope.client(CloudWatchLogsClient.class)
                                    .listTagsForResource(r -> r.resourceArn(read.arn()))
                                    .tags());
                    seen.put(one.id(), new Observation.Present<>(read, true, ours));
                }
            }
            return seen;
        });
    }

    static Map<ResourceId, Observation<LogGroupLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<LogGroupLive>> surplus = new LinkedHashMap<>();
        Ownership.sweep(scope).of(LogGroups.NAME).forEach((id, arns) -> {
            if (!declared.contains(id)) {
                String arn = arns.get(0);
                String name = arn.substring(arn.indexOf(":log-group:") + ":log-group:".length());
                Optional.ofNullable(list(scope, name).get(name))
                        .ifPresent(group -> surplus.put(id, Observation.present(read(group))));
            }
        });
        return surplus;
    }

    static Outcome create(Scope scope, Declared<LogGroupSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            CloudWatchLogsClient logs = scope.client(CloudWatchLogsClient.class);
            String name = wanted.spec().name();
            try {
                logs.createLogGroup(r -> r.logGroupName(name).tags(Ownership.tags(scope, wanted)));
            } catch (SdkException failure) {
                // A retry whose first reply was lost: the name is the identity, and the next look says whose it is.
                if (!AwsFailures.is(failure, "ResourceAlreadyExistsException")) {
                    throw failure;
                }
            }
            return retain(logs, wanted.spec());
        });
    }

    static Outcome update(
            Scope scope, Declared<LogGroupSpec> wanted, LogGroupLive live, List<FieldChange> changes, Attempt attempt) {
        return AwsFailures.attempt(() -> retain(scope.client(CloudWatchLogsClient.class), wanted.spec()));
    }

    static Outcome delete(Scope scope, ResourceId id, LogGroupLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(CloudWatchLogsClient.class).deleteLogGroup(r -> r.logGroupName(live.name()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, "ResourceNotFoundException")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static Outcome retain(CloudWatchLogsClient logs, LogGroupSpec spec) {
        spec.retentionDays()
                .ifPresentOrElse(
                        days -> logs.putRetentionPolicy(
                                r -> r.logGroupName(spec.name()).retentionInDays(days)),
                        () -> logs.deleteRetentionPolicy(r -> r.logGroupName(spec.name())));
        return Outcome.done();
    }

    private static Map<String, LogGroup> list(Scope scope, String prefix) {
        Map<String, LogGroup> byName = new HashMap<>();
        scope.client(CloudWatchLogsClient.class)
                .describeLogGroupsPaginator(r ->
                        r.logGroupNamePrefix(prefix.isEmpty() ? null : prefix).limit(PAGE))
                .logGroups()
                .forEach(group -> byName.put(group.logGroupName(), group));
        return byName;
    }

    /** Empty when they have none in common: all are listed then, since AWS refuses an empty prefix. */
    private static String commonPrefix(List<String> names) {
        String prefix = names.get(0);
        for (String name : names) {
            while (!name.startsWith(prefix)) {
                prefix = prefix.substring(0, prefix.length() - 1);
            }
        }
        return prefix;
    }

    private static LogGroupLive read(LogGroup group) {
        String arn = group.arn().endsWith(":*")
                ? group.arn().substring(0, group.arn().length() - 2)
                : group.arn();
        return new LogGroupLive(group.logGroupName(), arn, Optional.ofNullable(group.retentionInDays()));
    }
}
