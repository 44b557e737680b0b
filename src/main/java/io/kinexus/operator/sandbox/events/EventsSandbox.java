package io.kinexus.operator.sandbox.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.SandboxService;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.TagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.TagResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceResponse;

/**
 * Event buses, their rules, and the delivery of events to queues, topics, functions and other buses.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/Welcome.html">API reference</a>
 */
@AutoService(SandboxService.class)
public final class EventsSandbox implements SandboxService {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 100;

    private Optional<Account> home = Optional.empty();
    private Optional<Buses> all = Optional.empty();
    private Optional<EventCalls> calls = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        home = Optional.of(account);
        all = Optional.of(new Buses(account));
        new RuleCalls(account, buses(), handlers);
        new BusPolicyCalls(buses(), handlers);
        calls = Optional.of(new EventCalls(account, buses(), handlers));
        handlers.on(CreateEventBusRequest.class, this::create);
        handlers.on(DescribeEventBusRequest.class, this::describe);
        handlers.on(ListEventBusesRequest.class, this::list);
        handlers.on(DeleteEventBusRequest.class, this::delete);
        handlers.on(ListTagsForResourceRequest.class, r -> ListTagsForResourceResponse.builder()
                .tags(tagStore().of(r.resourceARN()).entrySet().stream()
                        .map(t -> Tag.builder()
                                .key(t.getKey())
                                .value(t.getValue())
                                .build())
                        .toList())
                .build());
        handlers.on(TagResourceRequest.class, r -> {
            tagStore().put(r.resourceARN(), map(r.tags()));
            return TagResourceResponse.builder().build();
        });
        handlers.on(UntagResourceRequest.class, r -> {
            tagStore().remove(r.resourceARN(), r.tagKeys());
            return UntagResourceResponse.builder().build();
        });
    }

    @Override
    public Object state() {
        return buses().all().stream().collect(Collectors.toMap(bus -> bus.name, EventsSandbox::rules));
    }

    private static List<Map<String, Object>> rules(Bus bus) {
        return bus.rules.entrySet().stream()
                .map(rule -> Map.<String, Object>of(
                        "name",
                        rule.getKey(),
                        "targets",
                        List.copyOf(rule.getValue().targets.keySet()),
                        "invocations",
                        rule.getValue().invocations,
                        "failedInvocations",
                        rule.getValue().failedInvocations))
                .toList();
    }

    private CreateEventBusResponse create(CreateEventBusRequest request) {
        String name = String.valueOf(request.name());
        if (!name.matches("[/.\\-_A-Za-z0-9]{1,256}")) {
            throw AwsFault.badRequest("ValidationException", "Invalid name of an event bus: " + name);
        }
        Bus bus = buses().add(name, Optional.ofNullable(request.description()).orElse(""));
        tagStore().put(bus.arn, map(request.tags()));
        return CreateEventBusResponse.builder()
                .eventBusArn(bus.arn)
                .description(request.description())
                .build();
    }

    private DescribeEventBusResponse describe(DescribeEventBusRequest request) {
        Bus bus = buses().find(request.name());
        return DescribeEventBusResponse.builder()
                .name(bus.name)
                .arn(bus.arn)
                .description(none(bus.description))
                .policy(bus.policy.orElse(null))
                .creationTime(bus.created)
                .lastModifiedTime(bus.created)
                .build();
    }

    private ListEventBusesResponse list(ListEventBusesRequest request) {
        String prefix = Optional.ofNullable(request.namePrefix()).orElse("");
        List<Bus> matching =
                buses().all().stream().filter(b -> b.name.startsWith(prefix)).toList();
        var page = Pages.of(matching, request.limit(), PAGE, PAGE, request.nextToken());
        return ListEventBusesResponse.builder()
                .eventBuses(page.items().stream()
                        .map(b -> EventBus.builder()
                                .name(b.name)
                                .arn(b.arn)
                                .description(none(b.description))
                                .policy(b.policy.orElse(null))
                                .creationTime(b.created)
                                .lastModifiedTime(b.created)
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private DeleteEventBusResponse delete(DeleteEventBusRequest request) {
        if (Buses.DEFAULT.equals(request.name())) {
            throw AwsFault.badRequest("ValidationException", "Cannot delete event bus default.");
        }
        // Deleting what is not there is fine, as the API says.
        buses().all().stream()
                .filter(b -> b.name.equals(request.name()))
                .findFirst()
                .ifPresent(bus -> {
                    if (!bus.rules.isEmpty()) {
                        throw AwsFault.badRequest(
                                "ValidationException",
                                "Event bus " + bus.name + " cannot be deleted since it has rules.");
                    }
                    buses().remove(bus);
                    tagStore().forget(bus.arn);
                });
        return DeleteEventBusResponse.builder().build();
    }

    /** Whether some rule on the default bus would look at an event at all. */
    public boolean listens() {
        return buses().find(Buses.DEFAULT).rules.values().stream()
                .anyMatch(rule -> rule.enabled && rule.written.eventPattern() != null);
    }

    /** From one of AWS's own services, on the default bus. */
    public void send(String source, String detailType, List<String> resources, Map<String, Object> detail) {
        calls.orElseThrow().send(source, detailType, resources, JSON.valueToTree(detail));
    }

    static @Nullable String none(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Map<String, String> map(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private TagStore tagStore() {
        return account().service(TagStore.class);
    }

    private Buses buses() {
        return all.orElseThrow();
    }

    private Account account() {
        return home.orElseThrow();
    }
}
