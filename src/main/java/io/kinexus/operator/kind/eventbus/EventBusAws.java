package io.kinexus.operator.kind.eventbus;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Paging;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.aws.Tagged;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesResponse;
import software.amazon.awssdk.services.eventbridge.model.Tag;

/**
 * The calls. All buses are listed at once, with their policies.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListEventBuses.html">ListEventBuses</a>
 */
final class EventBusAws {
    private static final int PAGE = 100;

    private EventBusAws() {}

    static Map<ResourceId, Observation<EventBusLive>> observe(Scope scope, Collection<Declared<EventBusSpec>> wanted) {
        return Sweep.oneByOne(scope, wanted, one -> listed(scope).stream()
                .filter(live -> live.name().equals(one.spec().name()))
                .findFirst()
                .<Observation<EventBusLive>>map(live -> new Observation.Present<>(
                        live, true, Ownership.ours(scope, one.id(), live.arn(), () -> tags(scope, live.arn()))))
                .orElseGet(Observation::absent));
    }

    private static Map<String, String> tags(Scope scope, String arn) {
        return scope.client(EventBridgeClient.class).listTagsForResource(r -> r.resourceARN(arn)).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }

    static Map<ResourceId, Observation<EventBusLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<EventBusLive>> surplus = new LinkedHashMap<>();
        Ownership.sweep(scope).of(EventBuses.NAME).forEach((id, arns) -> {
            if (!declared.contains(id)) {
                listed(scope).stream()
                        .filter(live -> live.arn().equals(arns.get(0)))
                        .findFirst()
                        .ifPresent(live -> surplus.put(id, Observation.present(live)));
            }
        });
        return surplus;
    }

    static Outcome create(Scope scope, Declared<EventBusSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            List<Tag> tags = Ownership.tags(scope, wanted).entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList();
            try {
                scope.client(EventBridgeClient.class)
                        .createEventBus(r -> r.name(wanted.spec().name()).tags(tags));
            } catch (SdkException failure) {
                // The name is the identity: what stands under it is for the next look.
                if (!AwsFailures.is(failure, "ResourceAlreadyExistsException")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    /** The only row is the policy, which nobody declares. */
    static Outcome update(
            Scope scope, Declared<EventBusSpec> wanted, EventBusLive live, List<FieldChange> changes, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            scope.client(EventBridgeClient.class)
                    .removePermission(r -> r.eventBusName(live.name()).removeAllPermissions(true));
            return Outcome.done();
        });
    }

    /** Deleting a bus that is gone is no error for EventBridge; one with rules is refused until they are gone. */
    static Outcome delete(Scope scope, ResourceId id, EventBusLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            scope.client(EventBridgeClient.class).deleteEventBus(r -> r.name(live.name()));
            return Outcome.done();
        });
    }

    private static List<EventBusLive> listed(Scope scope) {
        return Tagged.once(scope, "event-buses", () -> {
            EventBridgeClient events = scope.client(EventBridgeClient.class);
            List<EventBus> all = Paging.all(token -> {
                ListEventBusesResponse page =
                        events.listEventBuses(r -> r.limit(PAGE).nextToken(token.orElse(null)));
                return new Paging.Page<>(page.eventBuses(), Optional.ofNullable(page.nextToken()));
            });
            return all.stream()
                    .map(bus -> new EventBusLive(
                            bus.arn(),
                            bus.name(),
                            Optional.ofNullable(bus.policy()).orElse("")))
                    .toList();
        });
    }
}
