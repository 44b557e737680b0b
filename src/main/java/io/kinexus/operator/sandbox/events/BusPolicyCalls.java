package io.kinexus.operator.sandbox.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionResponse;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionResponse;
import software.amazon.awssdk.services.eventbridge.model.UpdateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.UpdateEventBusResponse;

/**
 * Who else may put events on a bus, and what is said about it.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html">PutPermission</a>
 */
final class BusPolicyCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATEMENT = "Statement";

    private final Buses buses;

    BusPolicyCalls(Buses buses, Handlers handlers) {
        this.buses = buses;
        handlers.on(PutPermissionRequest.class, this::put);
        handlers.on(RemovePermissionRequest.class, this::remove);
        handlers.on(UpdateEventBusRequest.class, r -> {
            Bus bus = buses.find(r.name());
            bus.description = Optional.ofNullable(r.description()).orElse("");
            return UpdateEventBusResponse.builder()
                    .name(bus.name)
                    .arn(bus.arn)
                    .description(r.description())
                    .build();
        });
    }

    private PutPermissionResponse put(PutPermissionRequest request) {
        Bus bus = buses.find(request.eventBusName());
        if (request.policy() != null) {
            bus.policy = Optional.of(read(request.policy()).toString());
            return PutPermissionResponse.builder().build();
        }
        if (request.statementId() == null || request.principal() == null || request.action() == null) {
            throw AwsFault.badRequest("ValidationException", "Parameter StatementId, Principal or Action is missing.");
        }
        ObjectNode policy = without(bus, request.statementId());
        ObjectNode statement = ((ArrayNode) policy.path(STATEMENT)).addObject();
        statement.put("Sid", request.statementId()).put("Effect", "Allow");
        if (request.principal().equals("*")) {
            statement.put("Principal", "*");
        } else {
            statement.putObject("Principal").put("AWS", "arn:aws:iam::" + request.principal() + ":root");
        }
        statement.put("Action", request.action()).put("Resource", bus.arn);
        bus.policy = Optional.of(policy.toString());
        return PutPermissionResponse.builder().build();
    }

    private RemovePermissionResponse remove(RemovePermissionRequest request) {
        Bus bus = buses.find(request.eventBusName());
        if (Boolean.TRUE.equals(request.removeAllPermissions())) {
            bus.policy = Optional.empty();
            return RemovePermissionResponse.builder().build();
        }
        ObjectNode left = without(bus, String.valueOf(request.statementId()));
        if (bus.policy.isEmpty()
                || left.path(STATEMENT).size()
                        == read(bus.policy.get()).path(STATEMENT).size()) {
            throw Buses.missing("Statement with the provided id does not exist.");
        }
        bus.policy = left.path(STATEMENT).isEmpty() ? Optional.empty() : Optional.of(left.toString());
        return RemovePermissionResponse.builder().build();
    }

    private static ObjectNode without(Bus bus, String id) {
        ObjectNode policy = JSON.createObjectNode().put("Version", "2012-10-17");
        ArrayNode statements = policy.putArray(STATEMENT);
        bus.policy.ifPresent(text -> read(text).path(STATEMENT).forEach(statement -> {
            if (!statement.path("Sid").asText().equals(id)) {
                statements.add(statement);
            }
        }));
        return policy;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw AwsFault.badRequest("ValidationException", "Policy is not JSON.");
        }
    }
}
