package io.kinexus.operator.blueprint.loadbalancer;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.loadbalancer.LoadBalancerDeclaration.Listener;
import io.kinexus.operator.blueprint.loadbalancer.LoadBalancerDeclaration.Scheme;
import io.kinexus.operator.blueprint.network.NetworkDeclaration;
import io.kinexus.operator.blueprint.network.Tier;
import io.kinexus.operator.blueprint.service.ServiceDeclaration;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.listener.ListenerSpec;
import io.kinexus.operator.kind.loadbalancer.LoadBalancerSpec;
import io.kinexus.operator.kind.securitygroup.SecurityGroupSpec;
import io.kinexus.operator.kind.securitygrouprule.SecurityGroupRuleSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A load balancer with its security group, the rules that let its clients in, and its listeners; each listener answers 404
 * until a Service's rule fits.
 */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class LoadBalancerBlueprint implements Blueprint<LoadBalancerDeclaration> {
    /** TLS 1.2 and 1.3; what AWS's API takes when nothing is said still allows TLS 1.0. */
    static final String SSL_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

    private static final KindName NAME = new KindName("load-balancer");
    private static final int NAME_LIMIT = 32;
    private static final int GROUP_LIMIT = 255;
    private static final int NOT_FOUND = 404;

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Class<LoadBalancerDeclaration> declaration() {
        return LoadBalancerDeclaration.class;
    }

    @Override
    public List<Flaw> check(LoadBalancerDeclaration declaration, Site site) {
        return new LoadBalancerChecks(declaration, site).all();
    }

    @Override
    public List<Declared<?>> expand(LoadBalancerDeclaration declaration, Site site) {
        return declaration
                .existing()
                .map(arn -> existing(declaration, site, arn))
                .orElseGet(
                        () -> ofItsOwn(declaration, site, declaration.network().orElseThrow()));
    }

    private static List<Declared<?>> existing(LoadBalancerDeclaration declaration, Site site, String arn) {
        String name = site.self().name();
        List<Declared<?>> all = new ArrayList<>();
        LoadBalancerSpec pointed = new LoadBalancerSpec(name, "", List.of(), List.of(), "", Map.of());
        all.add(Declared.of(site.id("load-balancer", name), site.self(), pointed)
                .existing(arn));
        for (int port : ports(declaration, site)) {
            ListenerSpec spec = new ListenerSpec(
                    arn,
                    port,
                    ListenerSpec.HTTP,
                    Optional.empty(),
                    List.of(),
                    new ListenerSpec.FixedResponse(NOT_FOUND));
            all.add(Declared.of(listenerId(site, port), site.self(), spec).existing(arn));
        }
        return all;
    }

    /** The ports that are listed, and those that Services refer to. */
    private static Set<Integer> ports(LoadBalancerDeclaration declaration, Site site) {
        Set<Integer> ports = new TreeSet<>();
        declaration.listeners().forEach(one -> ports.add(one.port()));
        site.all(ServiceDeclaration.class).stream()
                .flatMap(service -> service.spec().ingress().stream())
                .filter(ingress -> ingress.loadBalancer().equals(site.self().name()))
                .forEach(ingress -> {
                    ports.add(ingress.listener());
                    ingress.test().ifPresent(ports::add);
                });
        return ports;
    }

    private static List<Declared<?>> ofItsOwn(LoadBalancerDeclaration declaration, Site site, String network) {
        String name = site.self().name();
        List<Declared<?>> all = new ArrayList<>();
        String groupName = name + "-lb";
        all.add(Declared.of(
                site.id("security-group", groupName),
                site.self(),
                SecurityGroupSpec.open(
                        site.derived(name, "lb", GROUP_LIMIT),
                        "Clients of load balancer " + name,
                        NetworkDeclaration.vpcId(site, network))));
        for (Listener listener : declaration.listeners()) {
            for (String range : ranges(declaration, site, network)) {
                all.add(Declared.of(
                        site.id("security-group-rule", Ranges.word(range) + "-to-" + groupName + "-" + listener.port()),
                        site.self(),
                        rule(site.ref("security-group", groupName, "groupId"), listener.port(), range)));
            }
        }
        all.add(Declared.of(site.id("load-balancer", name), site.self(), balancer(declaration, site, network))
                .after(gateway(declaration, site, network)));
        declaration.listeners().forEach(one -> all.add(listener(one, site)));
        return all;
    }

    private static SecurityGroupRuleSpec rule(String group, int port, String range) {
        Optional<String> four = Ranges.six(range) ? Optional.empty() : Optional.of(range);
        Optional<String> six = Ranges.six(range) ? Optional.of(range) : Optional.empty();
        return new SecurityGroupRuleSpec(
                group,
                false,
                "tcp",
                port,
                port,
                four,
                six,
                Optional.empty(),
                Optional.empty(),
                "clients on port " + port);
    }

    private static List<String> ranges(LoadBalancerDeclaration declaration, Site site, String network) {
        if (!declaration.allowFrom().isEmpty()) {
            return declaration.allowFrom().stream().distinct().toList();
        }
        return declaration.scheme() == Scheme.INTERNET_FACING
                ? List.of(Ranges.WORLD, Ranges.WORLD_6)
                : NetworkDeclaration.cidrOf(site, network).stream().toList();
    }

    private static LoadBalancerSpec balancer(LoadBalancerDeclaration declaration, Site site, String network) {
        String name = site.self().name();
        boolean open = declaration.scheme() == Scheme.INTERNET_FACING;
        return new LoadBalancerSpec(
                Names.cut(name, NAME_LIMIT),
                open ? "internet-facing" : "internal",
                NetworkDeclaration.subnetIds(site, network, open ? Tier.PUBLIC : Tier.PRIVATE),
                List.of(site.ref("security-group", name + "-lb", "groupId")),
                "ipv4",
                attributes(declaration, site));
    }

    private static Map<String, String> attributes(LoadBalancerDeclaration declaration, Site site) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(LoadBalancerSpec.DELETION_PROTECTION, String.valueOf(declaration.deletionProtection()));
        attributes.put(
                LoadBalancerSpec.IDLE_TIMEOUT,
                String.valueOf(declaration.idleTimeout().toSeconds()));
        declaration.accessLogs().ifPresent(logs -> {
            attributes.put(LoadBalancerSpec.LOGS, "true");
            attributes.put(LoadBalancerSpec.LOGS_BUCKET, site.ref("bucket", logs.bucket(), "name"));
            attributes.put(LoadBalancerSpec.LOGS_PREFIX, logs.prefix().orElse(""));
        });
        return attributes;
    }

    /** AWS makes no internet-facing load balancer in a VPC without an internet gateway. */
    private static Set<ResourceId> gateway(LoadBalancerDeclaration declaration, Site site, String network) {
        boolean ours = site.find(NetworkDeclaration.class, network)
                .filter(one -> one.existing().isEmpty())
                .isPresent();
        return ours && declaration.scheme() == Scheme.INTERNET_FACING
                ? Set.of(site.id("internet-gateway", network))
                : Set.of();
    }

    private static Declared<ListenerSpec> listener(Listener one, Site site) {
        ListenerSpec spec = new ListenerSpec(
                site.ref("load-balancer", site.self().name(), "arn"),
                one.port(),
                one.https() ? ListenerSpec.HTTPS : ListenerSpec.HTTP,
                one.https() ? Optional.of(one.sslPolicy().orElse(SSL_POLICY)) : Optional.empty(),
                one.allCertificates().stream()
                        .map(certificate -> site.ref("certificate", certificate, "arn"))
                        .toList(),
                one.redirectTo()
                        .<ListenerSpec.DefaultAction>map(ListenerSpec.Redirect::new)
                        .orElseGet(() -> new ListenerSpec.FixedResponse(NOT_FOUND)));
        return Declared.of(listenerId(site, one.port()), site.self(), spec);
    }

    private static ResourceId listenerId(Site site, int port) {
        return site.id("listener", site.self().name() + "-" + port);
    }
}
