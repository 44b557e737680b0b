package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.aws.EcsServiceSweep;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.resource.Scope;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * The events that ECS keeps of a service, the latest hundred.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html">Service event
 *     messages</a>
 */
final class EventsAws {
    private EventsAws() {}

    record Event(Instant at, String message) {}

    /** By service, ten a call. */
    static Map<String, Answer<List<Event>>> of(Scope scope, String cluster, List<String> services) {
        Map<String, Answer<List<Event>>> events = new LinkedHashMap<>();
        for (List<String> batch : Sweep.batches(services.stream().distinct().toList(), EcsServiceSweep.BATCH)) {
            Answer<Map<String, Service>> answer = AnswersAws.ask(() -> EcsServiceSweep.describe(scope, cluster, batch));
            batch.forEach(service -> events.put(
                    service,
                    answer.value()
                            .map(found -> Answer.of(Optional.ofNullable(found.get(service)).stream()
                                    .flatMap(EventsAws::events)
                                    .toList()))
                            .orElseGet(() -> Answer.none(answer.problem()))));
        }
        return events;
    }

    private static Stream<Event> events(Service service) {
        return service.events().stream().map(event -> new Event(event.createdAt(), event.message()));
    }
}
