package io.kinexus.operator.sandbox.elbv2;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.acm.AcmSandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddListenerCertificatesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerCertificatesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveListenerCertificatesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/**
 * Listeners, each with its default rule and its certificates.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html">CreateListener</a>
 */
final class ListenerCalls {
    private static final String USUAL_POLICY = "ELBSecurityPolicy-2016-08";
    private static final int TOP_PORT = 65_535;

    private final Balancing all;
    private final Actions actions;

    ListenerCalls(Balancing all, Actions actions) {
        this.all = all;
        this.actions = actions;
    }

    void install(Handlers handlers) {
        handlers.on(CreateListenerRequest.class, this::create);
        handlers.on(DescribeListenersRequest.class, this::describe);
        handlers.on(ModifyListenerRequest.class, this::modify);
        handlers.on(DeleteListenerRequest.class, this::delete);
        handlers.on(AddListenerCertificatesRequest.class, this::addCertificates);
        handlers.on(RemoveListenerCertificatesRequest.class, this::removeCertificates);
        handlers.on(DescribeListenerCertificatesRequest.class, this::describeCertificates);
    }

    private CreateListenerResponse create(CreateListenerRequest request) {
        LoadBalancer balancer = all.balancer(request.loadBalancerArn());
        Faults.required("Port", request.port());
        Faults.required("Protocol", request.protocolAsString());
        Faults.between("Port", request.port(), 1, TOP_PORT);
        Listener wanted = Listener.builder()
                .loadBalancerArn(balancer.loadBalancerArn())
                .port(request.port())
                .protocol(request.protocol())
                .certificates(plain(request.certificates()))
                .sslPolicy(request.sslPolicy())
                .alpnPolicy(request.alpnPolicy())
                .defaultActions(actions.complete(request.defaultActions(), balancer.loadBalancerArn()))
                .build();
        Listener checked = checked(wanted);
        Optional<Listener> same = onPort(balancer.loadBalancerArn(), request.port());
        if (same.isPresent() && !same(checked, same.get())) {
            throw duplicate();
        }
        Listener made = same.orElseGet(() -> make(request, checked));
        return CreateListenerResponse.builder().listeners(made).build();
    }

    private Listener make(CreateListenerRequest request, Listener wanted) {
        String arn = wanted.loadBalancerArn().replace(":loadbalancer/", ":listener/") + "/" + all.hex();
        Listener made = wanted.toBuilder().listenerArn(arn).build();
        all.listeners.put(arn, made);
        all.extraCertificates.put(arn, new ArrayList<>());
        all.attributes.put(arn, Attributes.ofListener());
        all.tag(arn, request.tags());
        putDefaultRule(made);
        return made;
    }

    /** The rule that cannot be deleted: what the listener itself does. */
    private void putDefaultRule(Listener listener) {
        String arn = all.rulesOf(listener.listenerArn()).stream()
                .filter(Rule::isDefault)
                .map(Rule::ruleArn)
                .findFirst()
                .orElseGet(() -> listener.listenerArn().replace(":listener/", ":listener-rule/") + "/" + all.hex());
        all.rules.put(
                arn,
                Rule.builder()
                        .ruleArn(arn)
                        .priority("default")
                        .isDefault(true)
                        .conditions(List.of())
                        .actions(listener.defaultActions())
                        .build());
    }

    private Listener checked(Listener listener) {
        if (listener.protocol() == ProtocolEnum.HTTP) {
            if (!listener.certificates().isEmpty() || listener.sslPolicy() != null) {
                throw Faults.misfit("Certificates and a security policy cannot be specified for HTTP listeners");
            }
            return listener;
        }
        if (listener.protocol() != ProtocolEnum.HTTPS) {
            throw AwsFault.badRequest(
                    "UnsupportedProtocol", "An Application Load Balancer listens for HTTP and HTTPS only");
        }
        if (listener.certificates().size() != 1) {
            throw Faults.invalid("A certificate must be specified for HTTPS listeners, and exactly one");
        }
        listener.certificates().forEach(this::usable);
        return listener.sslPolicy() == null
                ? listener.toBuilder().sslPolicy(USUAL_POLICY).build()
                : known(listener);
    }

    private static Listener known(Listener listener) {
        if (!Policies.NAMES.contains(listener.sslPolicy())) {
            throw AwsFault.badRequest("SSLPolicyNotFound", "SSL policy '" + listener.sslPolicy() + "' not found");
        }
        return listener;
    }

    private void usable(Certificate certificate) {
        String arn = Faults.required("CertificateArn", certificate.certificateArn());
        AcmSandbox acm = all.account.service(AcmSandbox.class);
        if (!acm.exists(arn)) {
            throw AwsFault.badRequest("CertificateNotFound", "Certificate '" + arn + "' not found");
        }
        if (!acm.issued(arn)) {
            throw AwsFault.badRequest(
                    "UnsupportedCertificate",
                    "The certificate '" + arn
                            + "' must have a fully-qualified domain name, a supported signature, and a supported key"
                            + " size.");
        }
    }

    private static AwsFault duplicate() {
        return AwsFault.badRequest(
                "DuplicateListener", "A listener already exists on this port for this load balancer");
    }

    private static boolean same(Listener wanted, Listener live) {
        return wanted.equals(live.toBuilder().listenerArn(null).build());
    }

    private Optional<Listener> onPort(String balancer, int port) {
        return all.listenersOf(balancer).stream()
                .filter(one -> one.port() == port)
                .findFirst();
    }

    private static List<Certificate> plain(List<Certificate> certificates) {
        return certificates.stream()
                .map(one -> Certificate.builder()
                        .certificateArn(one.certificateArn())
                        .build())
                .toList();
    }

    private DescribeListenersResponse describe(DescribeListenersRequest request) {
        if (request.loadBalancerArn() == null && request.listenerArns().isEmpty()) {
            throw Faults.invalid("You must specify either listener ARNs or a load balancer ARN");
        }
        List<Listener> found = request.loadBalancerArn() == null
                ? request.listenerArns().stream().map(all::listener).toList()
                : all.listenersOf(all.balancer(request.loadBalancerArn()).loadBalancerArn());
        Pages.Page<Listener> page = Balancing.page(found, request.pageSize(), request.marker());
        return DescribeListenersResponse.builder()
                .listeners(page.items())
                .nextMarker(page.next())
                .build();
    }

    private ModifyListenerResponse modify(ModifyListenerRequest request) {
        Listener live = all.listener(request.listenerArn());
        Listener.Builder next = live.toBuilder();
        if (request.port() != null && !request.port().equals(live.port())) {
            Faults.between("Port", request.port(), 1, TOP_PORT);
            if (onPort(live.loadBalancerArn(), request.port()).isPresent()) {
                throw duplicate();
            }
            next.port(request.port());
        }
        if (request.protocol() != null) {
            next.protocol(request.protocol());
            if (request.protocol() == ProtocolEnum.HTTP) {
                next.certificates(List.of()).sslPolicy(null);
            }
        }
        if (request.hasCertificates()) {
            next.certificates(plain(request.certificates()));
        }
        if (request.sslPolicy() != null) {
            next.sslPolicy(request.sslPolicy());
        }
        if (request.hasDefaultActions()) {
            next.defaultActions(actions.complete(request.defaultActions(), live.loadBalancerArn()));
        }
        Listener now = checked(next.build());
        all.listeners.put(live.listenerArn(), now);
        putDefaultRule(now);
        return ModifyListenerResponse.builder().listeners(now).build();
    }

    private DeleteListenerResponse delete(DeleteListenerRequest request) {
        all.removeListener(all.listener(request.listenerArn()).listenerArn());
        return DeleteListenerResponse.builder().build();
    }

    private AddListenerCertificatesResponse addCertificates(AddListenerCertificatesRequest request) {
        Listener live = all.listener(request.listenerArn());
        if (live.protocol() != ProtocolEnum.HTTPS) {
            throw Faults.misfit("Certificates can be added to HTTPS listeners only");
        }
        Faults.some("Certificates", request.certificates());
        request.certificates().forEach(this::usable);
        List<String> extra = all.extraOf(live.listenerArn());
        request.certificates().stream()
                .map(Certificate::certificateArn)
                .filter(arn -> !extra.contains(arn))
                .forEach(extra::add);
        return AddListenerCertificatesResponse.builder()
                .certificates(request.certificates())
                .build();
    }

    /** The default certificate cannot be removed this way. */
    private RemoveListenerCertificatesResponse removeCertificates(RemoveListenerCertificatesRequest request) {
        Listener live = all.listener(request.listenerArn());
        Set<String> defaults = Set.copyOf(
                live.certificates().stream().map(Certificate::certificateArn).toList());
        List<String> gone =
                request.certificates().stream().map(Certificate::certificateArn).toList();
        if (gone.stream().anyMatch(defaults::contains)) {
            throw AwsFault.badRequest(
                    "OperationNotPermitted", "Default certificate cannot be removed; use ModifyListener to replace it");
        }
        all.extraOf(live.listenerArn()).removeAll(gone);
        return RemoveListenerCertificatesResponse.builder().build();
    }

    private DescribeListenerCertificatesResponse describeCertificates(DescribeListenerCertificatesRequest request) {
        Listener live = all.listener(request.listenerArn());
        List<Certificate> found = new ArrayList<>();
        live.certificates()
                .forEach(one -> found.add(one.toBuilder().isDefault(true).build()));
        all.extraOf(live.listenerArn()).stream()
                .filter(arn ->
                        found.stream().noneMatch(one -> one.certificateArn().equals(arn)))
                .toList()
                .forEach(arn -> found.add(Certificate.builder()
                        .certificateArn(arn)
                        .isDefault(false)
                        .build()));
        Pages.Page<Certificate> page = Balancing.page(found, request.pageSize(), request.marker());
        return DescribeListenerCertificatesResponse.builder()
                .certificates(page.items())
                .nextMarker(page.next())
                .build();
    }
}
