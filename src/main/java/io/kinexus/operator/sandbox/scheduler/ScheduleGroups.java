package io.kinexus.operator.sandbox.scheduler;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.ListScheduleGroupsRequest;
import software.amazon.awssdk.services.scheduler.model.ListScheduleGroupsResponse;
import software.amazon.awssdk.services.scheduler.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.scheduler.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupState;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupSummary;
import software.amazon.awssdk.services.scheduler.model.Tag;
import software.amazon.awssdk.services.scheduler.model.TagResourceRequest;
import software.amazon.awssdk.services.scheduler.model.TagResourceResponse;
import software.amazon.awssdk.services.scheduler.model.UntagResourceRequest;
import software.amazon.awssdk.services.scheduler.model.UntagResourceResponse;

/**
 * Groups of schedules, which alone have tags. {@code default} is there from the start and stays; AWS takes a group away little
 * by little, here it is gone at once with its schedules.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-group.html">Schedule groups</a>
 */
final class ScheduleGroups {
    static final String DEFAULT = "default";
    private static final int PAGE = 100;

    private final Account account;
    private final Map<String, Instant> groups = new TreeMap<>();

    ScheduleGroups(Account account) {
        this.account = account;
        groups.put(DEFAULT, account.now());
    }

    /** @param dropped is told the name of a group that is gone */
    void install(Handlers handlers, Consumer<String> dropped) {
        handlers.on(CreateScheduleGroupRequest.class, this::create);
        handlers.on(GetScheduleGroupRequest.class, this::get);
        handlers.on(ListScheduleGroupsRequest.class, this::list);
        handlers.on(DeleteScheduleGroupRequest.class, r -> {
            if (DEFAULT.equals(r.name())) {
                throw Refused.invalid("The default schedule group cannot be deleted.");
            }
            name(r.name());
            groups.remove(r.name());
            tags().forget(arn(r.name()));
            dropped.accept(r.name());
            return DeleteScheduleGroupResponse.builder().build();
        });
        handlers.on(ListTagsForResourceRequest.class, r -> ListTagsForResourceResponse.builder()
                .tags(tags().of(known(r.resourceArn())).entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build());
        handlers.on(TagResourceRequest.class, r -> {
            tags().put(known(r.resourceArn()), map(r.tags()));
            return TagResourceResponse.builder().build();
        });
        handlers.on(UntagResourceRequest.class, r -> {
            tags().remove(known(r.resourceArn()), r.tagKeys());
            return UntagResourceResponse.builder().build();
        });
    }

    /** The group's name, {@code default} when none is asked for; refused when there is no such group. */
    String name(@Nullable String asked) {
        String name = Optional.ofNullable(asked).orElse(DEFAULT);
        if (!groups.containsKey(name)) {
            throw Refused.missing("Schedule group " + name);
        }
        return name;
    }

    private CreateScheduleGroupResponse create(CreateScheduleGroupRequest request) {
        if (groups.containsKey(request.name())) {
            throw Refused.taken("Schedule group " + request.name());
        }
        groups.put(request.name(), account.now());
        tags().put(arn(request.name()), map(request.tags()));
        return CreateScheduleGroupResponse.builder()
                .scheduleGroupArn(arn(request.name()))
                .build();
    }

    private GetScheduleGroupResponse get(GetScheduleGroupRequest request) {
        String name = name(request.name());
        return GetScheduleGroupResponse.builder()
                .name(name)
                .arn(arn(name))
                .state(ScheduleGroupState.ACTIVE)
                .creationDate(groups.get(name))
                .lastModificationDate(groups.get(name))
                .build();
    }

    private ListScheduleGroupsResponse list(ListScheduleGroupsRequest request) {
        String prefix = Optional.ofNullable(request.namePrefix()).orElse("");
        List<ScheduleGroupSummary> matching = groups.entrySet().stream()
                .filter(group -> group.getKey().startsWith(prefix))
                .map(group -> ScheduleGroupSummary.builder()
                        .name(group.getKey())
                        .arn(arn(group.getKey()))
                        .state(ScheduleGroupState.ACTIVE)
                        .creationDate(group.getValue())
                        .lastModificationDate(group.getValue())
                        .build())
                .toList();
        var page = Pages.of(matching, request.maxResults(), PAGE, PAGE, request.nextToken());
        return ListScheduleGroupsResponse.builder()
                .scheduleGroups(page.items())
                .nextToken(page.next())
                .build();
    }

    private String known(String arn) {
        name(arn.substring(arn.lastIndexOf('/') + 1));
        return arn;
    }

    private String arn(String name) {
        return account.arn("scheduler", "schedule-group/" + name);
    }

    private TagStore tags() {
        return account.service(TagStore.class);
    }

    private static Map<String, String> map(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }
}
