package io.kinexus.operator.sandbox.logs;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.SandboxService;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeSubscriptionFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeSubscriptionFiltersResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/**
 * Log groups with retention and tags, and what is written to them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html">API reference</a>
 */
@AutoService(SandboxService.class)
public final class LogsSandbox implements SandboxService {
    private static final int PAGE = 50;
    private static final Set<Integer> RETENTIONS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private record Group(String name, Optional<Integer> retention, Instant created) {}

    private final Map<String, Group> groups = new TreeMap<>();
    private final LogStreams streams = new LogStreams();
    private Optional<Account> home = Optional.empty();
    private Optional<MetricFilters> filters = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        home = Optional.of(account);
        handlers.on(CreateLogGroupRequest.class, this::create);
        handlers.on(DescribeLogGroupsRequest.class, this::describe);
        handlers.on(PutRetentionPolicyRequest.class, this::putRetention);
        handlers.on(DeleteRetentionPolicyRequest.class, this::deleteRetention);
        handlers.on(DeleteLogGroupRequest.class, this::delete);
        handlers.on(ListTagsForResourceRequest.class, this::listTags);
        handlers.on(TagResourceRequest.class, this::tag);
        handlers.on(UntagResourceRequest.class, this::untag);
        handlers.on(DescribeLogStreamsRequest.class, this::streams);
        handlers.on(GetLogEventsRequest.class, this::events);
        MetricFilters counting = new MetricFilters(account);
        filters = Optional.of(counting);
        handlers.on(PutMetricFilterRequest.class, r -> {
            existing(r.logGroupName());
            counting.put(r);
            return PutMetricFilterResponse.builder().build();
        });
        handlers.on(DescribeMetricFiltersRequest.class, r -> {
            Optional.ofNullable(r.logGroupName()).ifPresent(this::existing);
            return counting.describe(r);
        });
        handlers.on(DeleteMetricFilterRequest.class, r -> {
            counting.delete(existing(r.logGroupName()).name(), r.filterName());
            return DeleteMetricFilterResponse.builder().build();
        });
        handlers.on(DescribeSubscriptionFiltersRequest.class, this::subscriptions);
    }

    @Override
    public Object state() {
        return Map.of("groups", List.copyOf(groups.values()));
    }

    private CreateLogGroupResponse create(CreateLogGroupRequest request) {
        if (groups.containsKey(request.logGroupName())) {
            throw AwsFault.badRequest("ResourceAlreadyExistsException", "The specified log group already exists");
        }
        groups.put(
                request.logGroupName(),
                new Group(request.logGroupName(), Optional.empty(), account().now()));
        account().service(TagStore.class).put(arn(request.logGroupName()), request.tags());
        return CreateLogGroupResponse.builder().build();
    }

    private DescribeLogGroupsResponse describe(DescribeLogGroupsRequest request) {
        String prefix = Optional.ofNullable(request.logGroupNamePrefix()).orElse("");
        Collection<Group> matching = groups.values().stream()
                .filter(g -> g.name().startsWith(prefix))
                .toList();
        Pages.Page<Group> page = Pages.of(matching, request.limit(), PAGE, PAGE, request.nextToken());
        return DescribeLogGroupsResponse.builder()
                .logGroups(page.items().stream().map(this::describe).toList())
                .nextToken(page.next())
                .build();
    }

    private LogGroup describe(Group group) {
        return LogGroup.builder()
                .logGroupName(group.name())
                .arn(arn(group.name()) + ":*")
                .logGroupArn(arn(group.name()))
                .creationTime(group.created().toEpochMilli())
                .retentionInDays(group.retention().orElse(null))
                .logGroupClass(LogGroupClass.STANDARD)
                .metricFilterCount(filters.orElseThrow().of(group.name()))
                .storedBytes(0L)
                .build();
    }

    private PutRetentionPolicyResponse putRetention(PutRetentionPolicyRequest request) {
        Group group = existing(request.logGroupName());
        if (!RETENTIONS.contains(request.retentionInDays())) {
            throw AwsFault.badRequest(
                    "InvalidParameterException", "1 validation error: retentionInDays must be one of " + RETENTIONS);
        }
        groups.put(group.name(), new Group(group.name(), Optional.of(request.retentionInDays()), group.created()));
        return PutRetentionPolicyResponse.builder().build();
    }

    private DeleteRetentionPolicyResponse deleteRetention(DeleteRetentionPolicyRequest request) {
        Group group = existing(request.logGroupName());
        groups.put(group.name(), new Group(group.name(), Optional.empty(), group.created()));
        return DeleteRetentionPolicyResponse.builder().build();
    }

    private DeleteLogGroupResponse delete(DeleteLogGroupRequest request) {
        Group group = existing(request.logGroupName());
        groups.remove(group.name());
        streams.forget(group.name());
        filters.orElseThrow().forget(group.name());
        account().service(TagStore.class).forget(arn(group.name()));
        return DeleteLogGroupResponse.builder().build();
    }

    private ListTagsForResourceResponse listTags(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(account().service(TagStore.class).of(tagged(request.resourceArn())))
                .build();
    }

    private TagResourceResponse tag(TagResourceRequest request) {
        account().service(TagStore.class).put(tagged(request.resourceArn()), request.tags());
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(UntagResourceRequest request) {
        account().service(TagStore.class).remove(tagged(request.resourceArn()), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    /** A line that somebody prints; nobody hears it where there is no such group. */
    public void write(String group, String stream, String line) {
        if (groups.containsKey(group)) {
            streams.write(group, stream, account().now(), line);
            filters.orElseThrow().count(group, account().now(), line);
        }
    }

    private DescribeLogStreamsResponse streams(DescribeLogStreamsRequest request) {
        Group group = named(request.logGroupName(), request.logGroupIdentifier());
        return streams.describe(group.name(), arn(group.name()), request);
    }

    private GetLogEventsResponse events(GetLogEventsRequest request) {
        return streams.events(
                named(request.logGroupName(), request.logGroupIdentifier()).name(), request);
    }

    private Group named(@Nullable String name, @Nullable String identifier) {
        String one = Optional.ofNullable(name)
                .or(() -> Optional.ofNullable(identifier))
                .orElse("");
        return existing(one.startsWith(arn("")) ? one.substring(arn("").length()) : one);
    }

    private DescribeSubscriptionFiltersResponse subscriptions(DescribeSubscriptionFiltersRequest request) {
        existing(request.logGroupName());
        return DescribeSubscriptionFiltersResponse.builder()
                .subscriptionFilters(List.of())
                .build();
    }

    /** Of the group's ARN without {@code :*} at its end: with it, tag calls refuse it. */
    private String tagged(String arn) {
        String prefix = arn("");
        if (!arn.startsWith(prefix)) {
            throw AwsFault.badRequest("InvalidParameterException", "Invalid resource ARN: " + arn);
        }
        return arn(existing(arn.substring(prefix.length())).name());
    }

    private Group existing(String name) {
        return Optional.ofNullable(groups.get(name))
                .orElseThrow(() ->
                        AwsFault.badRequest("ResourceNotFoundException", "The specified log group does not exist."));
    }

    private String arn(String name) {
        return account().arn("logs", "log-group:" + name);
    }

    private Account account() {
        return home.orElseThrow();
    }
}
