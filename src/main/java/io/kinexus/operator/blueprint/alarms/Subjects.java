package io.kinexus.operator.blueprint.alarms;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.cache.CacheDeclaration;
import io.kinexus.operator.blueprint.database.DatabaseDeclaration;
import io.kinexus.operator.blueprint.eventbus.EventBusDeclaration;
import io.kinexus.operator.blueprint.function.FunctionDeclaration;
import io.kinexus.operator.blueprint.httpapi.HttpApiDeclaration;
import io.kinexus.operator.blueprint.loadbalancer.LoadBalancerDeclaration;
import io.kinexus.operator.blueprint.service.ServiceDeclaration;
import io.kinexus.operator.blueprint.table.TableDeclaration;
import io.kinexus.operator.blueprint.topic.TopicDeclaration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds what an Alarms declaration is about. */
final class Subjects {
    private Subjects() {}

    /** By {@code kind/name}, in the order of the list; what is not declared is left out. */
    static Map<String, Subject> of(AlarmsDeclaration declaration, Site site) {
        Map<String, Subject> subjects = new LinkedHashMap<>();
        declaration.about().forEach(about -> find(about, site).ifPresent(one -> subjects.put(about, one)));
        return subjects;
    }

    static Optional<Subject> find(String about, Site site) {
        String[] parts = about.split("/", 2);
        String name = parts.length < 2 ? "" : parts[1];
        return switch (parts[0]) {
            case "service" ->
                site.find(ServiceDeclaration.class, name).map(found -> new ServiceSubject(name, found, site));
            case "database" ->
                site.find(DatabaseDeclaration.class, name).map(found -> new DatabaseSubject(name, found, site));
            case "cache" -> site.find(CacheDeclaration.class, name).map(found -> new CacheSubject(name, found));
            case "load-balancer" ->
                site.find(LoadBalancerDeclaration.class, name).map(found -> new LoadBalancerSubject(name, site));
            case "function" -> site.find(FunctionDeclaration.class, name).map(found -> new FunctionSubject(name));
            case "table" -> site.find(TableDeclaration.class, name).map(found -> new TableSubject(name));
            case "http-api" -> site.find(HttpApiDeclaration.class, name).map(found -> new HttpApiSubject(name, site));
            case "event-bus" ->
                site.find(EventBusDeclaration.class, name)
                        .map(found -> new EventBusSubject(name, !found.rules().isEmpty(), site));
            case "topic" ->
                site.find(TopicDeclaration.class, name)
                        .map(found -> new TopicSubject(lastPart(found.existing().orElse(name))));
            default -> Optional.empty();
        };
    }

    /** Of an ARN its last part. */
    private static String lastPart(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf(':') + 1);
    }
}
