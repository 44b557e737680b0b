package io.kinexus.operator.sandbox.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternResponse;

/**
 * Events: put by clients, and sent by AWS's own services.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html">Structure of an event</a>
 */
final class EventCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_ONCE = 10;

    private final Account account;
    private final Buses buses;
    private final Delivery delivery;

    EventCalls(Account account, Buses buses, Handlers handlers) {
        this.account = account;
        this.buses = buses;
        this.delivery = new Delivery(account, buses);
        handlers.on(PutEventsRequest.class, this::put);
        handlers.on(TestEventPatternRequest.class, this::test);
    }

    /** From one of AWS's services, on the default bus. */
    void send(String source, String detailType, List<String> resources, JsonNode detail) {
        delivery.put(
                buses.find(Buses.DEFAULT),
                event(account.dice().uuid(), source, detailType, account.now(), resources, detail));
    }

    private PutEventsResponse put(PutEventsRequest request) {
        if (request.entries().isEmpty() || request.entries().size() > AT_ONCE) {
            throw AwsFault.badRequest(
                    "ValidationException",
                    "1 to " + AT_ONCE + " entries, got " + request.entries().size());
        }
        List<PutEventsResultEntry> entries =
                request.entries().stream().map(this::entry).toList();
        return PutEventsResponse.builder()
                .failedEntryCount((int)
                        entries.stream().filter(e -> e.errorCode() != null).count())
                .entries(entries)
                .build();
    }

    private PutEventsResultEntry entry(PutEventsRequestEntry entry) {
        Optional<JsonNode> detail = object(entry.detail());
        if (entry.source() == null || entry.detailType() == null || entry.detail() == null) {
            String missing = entry.source() == null ? "Source" : entry.detailType() == null ? "DetailType" : "Detail";
            return failed(
                    "InvalidArgument",
                    "Parameter " + missing + " is not valid. Reason: " + missing + " is a required argument.");
        }
        if (entry.source().startsWith("aws.")) {
            return failed("NotAuthorizedForSourceException", "Not authorized for the source.");
        }
        if (detail.isEmpty()) {
            return failed("MalformedDetail", "Detail is malformed.");
        }
        String id = account.dice().uuid();
        Instant time = entry.time() == null ? account.now() : entry.time();
        delivery.put(
                buses.find(entry.eventBusName()),
                event(id, entry.source(), entry.detailType(), time, entry.resources(), detail.get()));
        return PutEventsResultEntry.builder().eventId(id).build();
    }

    private static PutEventsResultEntry failed(String code, String message) {
        return PutEventsResultEntry.builder()
                .errorCode(code)
                .errorMessage(message)
                .build();
    }

    private ObjectNode event(
            String id, String source, String detailType, Instant time, List<String> resources, JsonNode detail) {
        ObjectNode event = JSON.createObjectNode()
                .put("version", "0")
                .put("id", id)
                .put("detail-type", detailType)
                .put("source", source)
                .put("account", account.id())
                .put("time", time.toString())
                .put("region", account.region());
        resources.forEach(event.putArray("resources")::add);
        event.set("detail", detail);
        return event;
    }

    private TestEventPatternResponse test(TestEventPatternRequest request) {
        JsonNode pattern = object(request.eventPattern())
                .orElseThrow(() -> AwsFault.badRequest("InvalidEventPatternException", "Event pattern is not valid."));
        JsonNode event = object(request.event())
                .orElseThrow(() -> AwsFault.badRequest("ValidationException", "Parameter Event is not valid."));
        return TestEventPatternResponse.builder()
                .result(EventPattern.matches(pattern, event))
                .build();
    }

    private static Optional<JsonNode> object(@Nullable String json) {
        try {
            return Optional.ofNullable(json == null ? null : JSON.readTree(json))
                    .filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
