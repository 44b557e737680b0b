package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.Zones;
import io.kinexus.operator.blueprint.loadbalancer.LoadBalancerDeclaration;
import io.kinexus.operator.blueprint.service.ServiceDeclaration.Ingress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Mistakes in a Service that its types cannot show; all of them. */
final class ServiceChecks {
    private final ServiceDeclaration service;
    private final Site site;
    private final List<Flaw> flaws = new ArrayList<>();

    private ServiceChecks(ServiceDeclaration service, Site site) {
        this.service = service;
        this.site = site;
    }

    static List<Flaw> check(ServiceDeclaration service, Site site) {
        ServiceChecks checks = new ServiceChecks(service, site);
        checks.ingress();
        checks.health();
        checks.scaling();
        checks.flaws.addAll(RolloutChecks.check(service));
        checks.flaws.addAll(WorkloadChecks.check(Workload.of(service), site));
        return checks.flaws;
    }

    private void wrong(String path, String message) {
        flaws.add(new Flaw("spec." + path, message));
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
}
