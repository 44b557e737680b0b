package io.kinexus.operator.sandbox.events;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All buses; {@code default} is there from the start. */
final class Buses {
    static final String DEFAULT = "default";

    private final Account account;
    private final Map<String, Bus> buses = new TreeMap<>();

    Buses(Account account) {
        this.account = account;
        add(DEFAULT, "");
    }

    Bus add(String name, String description) {
        if (buses.containsKey(name)) {
            throw AwsFault.badRequest("ResourceAlreadyExistsException", "Event bus " + name + " already exists.");
        }
        Bus bus = new Bus(name, account.arn("events", "event-bus/" + name), account.now(), description);
        buses.put(name, bus);
        return bus;
    }

    /** By name or ARN; none means the default one. */
    Bus find(@Nullable String nameOrArn) {
        String given = Optional.ofNullable(nameOrArn).orElse(DEFAULT);
        String name = given.substring(given.lastIndexOf('/') + 1);
        return Optional.ofNullable(buses.get(name))
                .orElseThrow(() -> missing("Event bus " + given + " does not exist."));
    }

    Bus.Rule rule(@Nullable String bus, @Nullable String name) {
        Bus found = find(bus);
        return Optional.ofNullable(name)
                .flatMap(given -> Optional.ofNullable(found.rules.get(given)))
                .orElseThrow(() -> missing("Rule " + name + " does not exist on EventBus " + found.name + "."));
    }

    Collection<Bus> all() {
        return buses.values();
    }

    void remove(Bus bus) {
        buses.remove(bus.name);
    }

    /** Rules of the default bus have no bus in their ARN. */
    String ruleArn(Bus bus, String name) {
        return account.arn("events", "rule/" + (bus.name.equals(DEFAULT) ? "" : bus.name + "/") + name);
    }

    static AwsFault missing(String message) {
        return AwsFault.badRequest("ResourceNotFoundException", message);
    }
}
