package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.Value;
import io.kinexus.operator.blueprint.Zones;
import io.kinexus.operator.blueprint.loadbalancer.LoadBalancerDeclaration;
import io.kinexus.operator.blueprint.service.ServiceDeclaration.Ingress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Mistakes in a Service that its types cannot show; all of them. */
final class ServiceChecks {
    /** CloudWatch Logs keeps events for these numbers of days and no others. */
    private static final List<Integer> RETENTIONS = List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private static final String ACTION = "[a-z0-9-]+:[A-Za-z*?]+";

    private static final String VARIABLE = "[^=\\s\\p{Cntrl}]{1,512}";

    private final ServiceDeclaration service;
    private final Site site;
    private final List<Flaw> flaws = new ArrayList<>();

    private ServiceChecks(ServiceDeclaration service, Site site) {
        this.service = service;
        this.site = site;
    }

    static List<Flaw> check(ServiceDeclaration service, Site site) {
        ServiceChecks checks = new ServiceChecks(service, site);
        checks.size();
        checks.ingress();
        checks.health();
        checks.scaling();
        checks.values();
        checks.grants();
        checks.logs();
        checks.flaws.addAll(RolloutChecks.check(service));
        checks.flaws.addAll(SecretChecks.check(service, site));
        return checks.flaws;
    }

    private void wrong(String path, String message) {
        flaws.add(new Flaw("spec." + path, message));
    }

    private void size() {
        FargateSizes.wrongCpu(service.cpu()).ifPresent(why -> wrong("cpu", why));
        FargateSizes.wrongMemory(service.cpu(), service.memory()).ifPresent(why -> wrong("memory", why));
    }

    private void ingress() {
        service.ingress().ifPresent(in -> {
            if (service.port().isEmpty()) {
                wrong("port", "ingress needs the port that the container listens on");
            }
            if (!in.path().startsWith("/")) {
                wrong("ingress.path", in.path() + " must begin with /, such as /api/*");
            }
            site.find(LoadBalancerDeclaration.class, in.loadBalancer()).ifPresent(balancer -> listener(in, balancer));
            in.priority().ifPresent(priority -> samePriority(in, priority));
        });
    }

    private static String allowed(List<Integer> ports) {
        return ports.isEmpty() ? "declare one that does not redirect" : "must be one of " + ports;
    }

    private void listener(Ingress in, LoadBalancerDeclaration balancer) {
        Optional<LoadBalancerDeclaration.Listener> listener = balancer.listener(in.listener());
        List<Integer> ports = balancer.listeners().stream()
                .filter(one -> one.redirectTo().isEmpty())
                .map(LoadBalancerDeclaration.Listener::port)
                .toList();
        if (listener.isEmpty() && balancer.existing().isPresent()) {
            return;
        }
        if (listener.isEmpty()) {
            wrong(
                    "ingress.listener",
                    "load-balancer/" + in.loadBalancer() + " has no listener on " + in.listener() + "; "
                            + allowed(ports));
        } else if (listener.get().redirectTo().isPresent()) {
            wrong("ingress.listener", "the listener on " + in.listener() + " only redirects; " + allowed(ports));
        }
        in.test()
                .filter(port -> balancer.listener(port).isEmpty() || port == in.listener())
                .ifPresent(port -> wrong(
                        "ingress.test", port + " must be another listener of load-balancer/" + in.loadBalancer()));
    }

    private void samePriority(Ingress in, int priority) {
        site.all(ServiceDeclaration.class).stream()
                .filter(other -> !other.name().equals(site.self().name()))
                .filter(other -> other.spec()
                        .ingress()
                        .filter(there -> there.loadBalancer().equals(in.loadBalancer())
                                && there.listener() == in.listener()
                                && there.priority()
                                        .filter(same -> same == priority)
                                        .isPresent())
                        .isPresent())
                .forEach(other -> wrong(
                        "ingress.priority",
                        priority + " is also the priority of service/" + other.name() + "; each needs its own"));
    }

    private void health() {
        service.health().ifPresent(health -> {
            if (service.port().isEmpty()) {
                wrong("health", "a health check needs the port that the container listens on");
            }
            if (service.port().isPresent() && service.ingress().isEmpty()) {
                wrong("health", "is the load balancer's check and means nothing without ingress; remove it");
            }
            if (health.timeout().compareTo(health.interval()) >= 0) {
                wrong(
                        "health.timeout",
                        "must be shorter than the interval of "
                                + seconds(health.interval().toSeconds()));
            }
        });
    }

    private static String seconds(long count) {
        return count + "s";
    }

    private void scaling() {
        service.scaling().ifPresent(scaling -> {
            if (scaling.min() > scaling.max()) {
                wrong("scaling.min", scaling.min() + " is above max " + scaling.max());
            }
            if (service.desiredCount().isPresent()) {
                wrong("desiredCount", "the scaler decides while scaling is declared; remove one of the two");
            }
            if (scaling.requestsPerTarget().isPresent() && service.ingress().isEmpty()) {
                wrong("scaling.requestsPerTarget", "needs ingress: there are no requests to count without");
            }
            schedules(scaling);
        });
    }

    private void schedules(ScalingSettings scaling) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < scaling.schedules().size(); i++) {
            ScalingSettings.Bounds bounds = scaling.schedules().get(i);
            String path = "scaling.schedules[" + i + "]";
            if (!names.add(bounds.name())) {
                wrong(path + ".name", bounds.name() + " is there twice");
            }
            if (bounds.min().isEmpty() && bounds.max().isEmpty()) {
                wrong(path, "needs min, max or both");
            }
            int least = bounds.min().orElse(scaling.min());
            int most = bounds.max().orElse(Math.max(scaling.max(), least));
            if (least > most) {
                wrong(path + ".min", least + " is above max " + most);
            }
            Zones.flaw("spec." + path + ".timeZone", Optional.of(bounds.timeZone()))
                    .ifPresent(flaws::add);
        }
    }

    private void values() {
        Stream.of("environment", "secrets")
                .forEach(where -> (where.equals("secrets") ? service.secrets() : service.environment())
                        .keySet().stream()
                                .filter(variable -> !variable.matches(VARIABLE))
                                .forEach(variable -> wrong(
                                        where + "." + variable,
                                        "a variable has a name without = and without spaces, such as LOG_LEVEL")));
        new TreeMap<>(service.environment()).forEach((variable, value) -> {
            if (value instanceof Value.From from
                    && new Neighbour(site).value(from).isEmpty()) {
                unknown("environment." + variable, from);
            }
            if (service.secrets().containsKey(variable)) {
                wrong("secrets." + variable, "is also in environment; a variable has one source");
            }
        });
    }

    private void unknown(String path, Value.From from) {
        String kind = from.from().kind().value();
        if (kind.equals("database") && from.value().equals("url")) {
            wrong(
                    path,
                    "a database's url holds its password; take it from the secret: secrets: {NAME: {secret: ..., key:"
                            + " url}}");
        } else if (site.managed(from.from())) {
            List<String> values = Neighbour.values(kind);
            wrong(
                    path,
                    kind + " has no " + from.value() + "; "
                            + (values.isEmpty() ? "no value can be taken from it" : "must be one of " + values));
        }
    }

    private void grants() {
        for (int i = 0; i < service.permissions().size(); i++) {
            List<String> actions = service.permissions().get(i).actions();
            for (int j = 0; j < actions.size(); j++) {
                if (!actions.get(j).matches(ACTION)) {
                    wrong(
                            "permissions[" + i + "].actions[" + j + "]",
                            actions.get(j) + " is no IAM action; must be one such as s3:GetObject");
                }
            }
        }
        if (service.taskRole().isPresent() && !service.permissions().isEmpty()) {
            wrong("permissions", "taskRole exists and is never changed; give it these permissions yourself");
        }
    }

    private void logs() {
        boolean whole = service.logRetention().toSeconds() % 86_400 == 0;
        if (!whole || !RETENTIONS.contains((int) service.logRetention().toDays())) {
            wrong("logRetention", "CloudWatch Logs keeps events for one of these numbers of days: " + RETENTIONS);
        }
    }
}
