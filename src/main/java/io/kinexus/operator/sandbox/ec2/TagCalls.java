package io.kinexus.operator.sandbox.ec2;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;

/** EC2's own tag calls, over all its shelves. */
final class TagCalls {
    private static final int PAGE = 1000;

    private final Ec2Desk desk;
    private final List<Shelf<?>> shelves;
    private final Filters<TagDescription> filters = new Filters<TagDescription>()
            .by("key", TagDescription::key)
            .by("value", TagDescription::value)
            .by("resource-id", TagDescription::resourceId)
            .by("resource-type", TagDescription::resourceTypeAsString);

    TagCalls(Ec2Desk desk, List<Shelf<?>> shelves) {
        this.desk = desk;
        this.shelves = List.copyOf(shelves);
    }

    void install() {
        desk.on(CreateTagsRequest.class, request -> {
            Map<String, String> tags = Ec2Desk.checked(request.tags());
            List<String> arns = request.resources().stream().map(this::arn).toList();
            arns.forEach(arn -> desk.tag(arn, tags));
            return CreateTagsResponse.builder().build();
        });
        desk.on(DeleteTagsRequest.class, request -> {
            List<String> arns = request.resources().stream().map(this::arn).toList();
            arns.forEach(arn -> remove(arn, request.tags()));
            return DeleteTagsResponse.builder().build();
        });
        desk.on(DescribeTagsRequest.class, this::describe);
    }

    private String arn(String id) {
        return shelves.stream()
                .filter(shelf -> shelf.has(id))
                .map(shelf -> shelf.arn(id))
                .findFirst()
                .orElseThrow(() -> AwsFault.badRequest("InvalidID", "The ID '" + id + "' is not valid"));
    }

    /** No tags named: all go. A tag with a value goes only if it has that value. */
    private void remove(String arn, List<Tag> asked) {
        Map<String, String> live = desk.tagStore().of(arn);
        List<String> keys = asked.isEmpty()
                ? new ArrayList<>(live.keySet())
                : asked.stream()
                        .filter(tag -> tag.value() == null || tag.value().equals(live.get(tag.key())))
                        .map(Tag::key)
                        .toList();
        desk.tagStore().remove(arn, keys);
    }

    private DescribeTagsResponse describe(DescribeTagsRequest request) {
        List<TagDescription> all = new ArrayList<>();
        shelves.forEach(shelf -> shelf.ids().forEach(id -> shelf.tags(id)
                .forEach(tag -> all.add(TagDescription.builder()
                        .resourceId(id)
                        .resourceType(shelf.type())
                        .key(tag.key())
                        .value(tag.value())
                        .build()))));
        List<TagDescription> matching = all.stream()
                .filter(tag -> filters.match(tag, Map.of(tag.key(), tag.value()), request.filters()))
                .toList();
        Pages.Page<TagDescription> page = Pages.of(matching, request.maxResults(), PAGE, PAGE, request.nextToken());
        return DescribeTagsResponse.builder()
                .tags(page.items())
                .nextToken(page.next())
                .build();
    }
}
