package io.kinexus.operator.sandbox.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.door.Inbound;
import io.kinexus.operator.sandbox.door.Reply;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sandbox's own addresses under {@code /_sandbox}: what is there, what was called, and what a person may do to it. */
final class Control {
    static final String PREFIX = "/_sandbox";

    private static final String JSON = "application/json";
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;
    private static final String PATHS =
            "GET state, calls, clock, quotas; POST advance, speed, faults, load, quotas, reset";

    private final SandboxServer server;
    private final ObjectMapper json = StateJson.mapper();

    Control(SandboxServer server) {
        this.server = server;
    }

    Reply answer(Inbound request) {
        try {
            String path = request.path().substring(PREFIX.length()).replaceAll("^/+|/+$", "");
            return switch (request.method() + " " + path) {
                case "GET state" -> locked(() -> sandbox().state());
                case "GET calls" -> locked(() -> calls(request.parameter("since")));
                case "GET clock" -> locked(this::clock);
                case "GET quotas" -> locked(this::quotas);
                case "POST quotas" -> enforce(body(request, Set.of("enforced")));
                case "POST advance" -> advance(body(request, Set.of("seconds")));
                case "POST speed" -> speed(body(request, Set.of("factor")));
                case "POST faults" -> faults(request);
                case "POST load" -> load(body(request, Set.of("service", "perSecond")));
                case "POST reset" -> reset();
                default ->
                    error(NOT_FOUND, "no such address: " + request.method() + " " + request.path() + "; " + PATHS);
            };
        } catch (Terms.Wrong wrong) {
            return error(BAD_REQUEST, wrong.getMessage());
        } catch (JsonProcessingException e) {
            return error(BAD_REQUEST, "not JSON: " + e.getOriginalMessage());
        } catch (RuntimeException bug) {
            return error(SERVER_ERROR, "the sandbox failed: " + bug);
        }
    }

    private Sandbox sandbox() {
        return server.sandbox();
    }

    private Reply advance(Terms terms) throws JsonProcessingException {
        Duration by = terms.duration("seconds").orElseThrow(() -> terms.wrong("seconds", "missing"));
        sandbox().advance(by);
        return locked(this::clock);
    }

    private Reply speed(Terms terms) throws JsonProcessingException {
        server.speed(terms.number("factor").orElseThrow(() -> terms.wrong("factor", "missing")));
        return locked(this::clock);
    }

    /** A list, or {@code {"seed": n, "faults": [..]}}; replaces what was set before, so that an empty one lifts all. */
    private Reply faults(Inbound request) throws JsonProcessingException {
        Object body = json.readValue(request.text(), Object.class);
        long seed = seed(request.parameter("seed")).orElse(sandbox().script().seed());
        if (body instanceof Map<?, ?>) {
            Terms terms = Terms.of("body", body);
            terms.only(Set.of("seed", "faults"));
            seed = terms.number("seed").map(Double::longValue).orElse(seed);
            body = terms.list("faults");
        }
        if (!(body instanceof List<?> lines)) {
            throw new Terms.Wrong("body: expected a list of faults, got " + body);
        }
        Trouble trouble = Trouble.of("faults", lines, seed);
        trouble.on(sandbox());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("seed", seed);
        answer.put("faults", trouble.faults());
        answer.put("edits", trouble.edits().stream().map(Edit::what).toList());
        return ok(answer);
    }

    private static Optional<Long> seed(Optional<String> text) {
        try {
            return text.map(Long::valueOf);
        } catch (NumberFormatException e) {
            throw new Terms.Wrong("seed: expected a whole number, got " + text.orElse(""));
        }
    }

    private Reply load(Terms terms) throws JsonProcessingException {
        String service = terms.text("service").orElseThrow(() -> terms.wrong("service", "missing"));
        double perSecond = terms.number("perSecond").orElseThrow(() -> terms.wrong("perSecond", "missing"));
        return locked(() -> {
            sandbox().load().set(service, perSecond);
            return sandbox().load().changed();
        });
    }

    private Reply reset() throws JsonProcessingException {
        server.reset();
        return locked(this::clock);
    }

    private Reply enforce(Terms terms) throws JsonProcessingException {
        boolean on = terms.any("enforced")
                .filter(Boolean.class::isInstance)
                .map(Boolean.class::cast)
                .orElseThrow(() -> terms.wrong("enforced", "true or false"));
        return locked(() -> {
            sandbox().quotas().enforce(on);
            return quotas();
        });
    }

    private Map<String, Object> quotas() {
        Map<String, Object> quotas = new LinkedHashMap<>();
        quotas.put("enforced", sandbox().quotas().enforced());
        quotas.put("throttled", sandbox().quotas().throttled());
        quotas.put("buckets", sandbox().quotas().state(sandbox().clock().instant()));
        return quotas;
    }

    private Map<String, Object> clock() {
        Map<String, Object> clock = new LinkedHashMap<>();
        clock.put("now", sandbox().clock().instant().toString());
        clock.put("epochMillis", sandbox().clock().instant().toEpochMilli());
        clock.put("speed", server.speed());
        return clock;
    }

    /** @param since a time of the sandbox, or a number: how many of the first calls to leave out */
    private List<Map<String, Object>> calls(Optional<String> since) {
        List<Sandbox.Logged> all = sandbox().calls();
        boolean counted = since.filter(text -> text.matches("\\d+")).isPresent();
        int first = counted ? Math.min(all.size(), Integer.parseInt(since.orElse("0"))) : 0;
        Instant from = counted ? Instant.MIN : since.map(Control::instant).orElse(Instant.MIN);
        List<Map<String, Object>> calls = new ArrayList<>();
        for (Sandbox.Logged logged : all.subList(first, all.size())) {
            if (!logged.call().at().isBefore(from)) {
                calls.add(call(logged));
            }
        }
        return calls;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Terms.Wrong(
                    "since: expected a time such as 2026-01-05T15:00:00Z or a number of calls, got " + text);
        }
    }

    private static Map<String, Object> call(Sandbox.Logged logged) {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("time", logged.call().at().toString());
        call.put("account", logged.call().account());
        call.put("region", logged.call().region());
        call.put("service", logged.call().service());
        call.put("action", logged.call().action());
        call.put("result", logged.result());
        return call;
    }

    private Terms body(Inbound request, Set<String> allowed) throws JsonProcessingException {
        Terms terms = Terms.of("body", json.readValue(request.text(), Object.class));
        terms.only(allowed);
        return terms;
    }

    @FunctionalInterface
    private interface Look {
        Object at();
    }

    /** Looks and writes it down before anything can change. */
    private Reply locked(Look look) throws JsonProcessingException {
        try {
            return sandbox().locked(() -> {
                try {
                    return ok(look.at());
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException("a service's state is not plain: " + e.getOriginalMessage(), e);
                }
            });
        } catch (Terms.Wrong wrong) {
            return error(BAD_REQUEST, wrong.getMessage());
        }
    }

    private Reply ok(Object value) throws JsonProcessingException {
        return Reply.of(Reply.OK, JSON, json.writeValueAsBytes(value));
    }

    private static Reply error(int status, @Nullable String message) {
        try {
            return Reply.of(
                    status,
                    JSON,
                    new ObjectMapper().writeValueAsBytes(Map.of("error", message == null ? "unknown" : message)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text is always JSON", e);
        }
    }
}
