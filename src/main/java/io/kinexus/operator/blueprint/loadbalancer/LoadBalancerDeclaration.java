package io.kinexus.operator.blueprint.loadbalancer;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Default;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Form;
import io.kinexus.operator.blueprint.Range;
import io.kinexus.operator.blueprint.Refers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An Application Load Balancer with its listeners, or one that exists. */
@Doc("An Application Load Balancer and its listeners.")
public record LoadBalancerDeclaration(
        @Doc("The Network in which it stands; required unless `existing` is given.") @Refers("network")
        Optional<String> network,

        @Doc("Whether it has public addresses.") @Default("internet-facing")
        Scheme scheme,

        @Doc("One entry for each port; with `existing`, the ports that Services refer to.")
        List<Listener> listeners,

        @Doc("Where access logs are written.") Optional<AccessLogs> accessLogs,

        @Doc("Whether AWS refuses to delete it; lifted here, in one commit, before it is removed in another.")
        @Default("false")
        boolean deletionProtection,

        @Doc("How long a connection without data is kept.") @Default("60s") @Range(min = 1, max = 4000)
        Duration idleTimeout,

        @Doc("The source ranges that may reach the listeners; everywhere when internet-facing, else the Network's"
                + " own range.")
        @Form(
                regex =
                        "[0-9]{1,3}(\\.[0-9]{1,3}){3}/([0-9]|[12][0-9]|3[0-2])|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8])",
                say = "a CIDR range, such as 10.0.0.0/8 or ::/0")
        List<String> allowFrom,

        @Doc("The ARN of a load balancer that exists; rules are added to its listeners, and nothing else is changed.")
        @Form(
                regex =
                        "arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}:loadbalancer/app/[A-Za-z0-9-]+/[0-9a-f]+",
                say = "an Application Load Balancer's ARN, such as"
                        + " arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/main/0123456789abcdef")
        Optional<String> existing)
        implements Declaration {
    public LoadBalancerDeclaration {
        listeners = List.copyOf(listeners);
        allowFrom = List.copyOf(allowFrom);
    }

    /** Where its addresses are. */
    public enum Scheme {
        INTERNET_FACING,
        INTERNAL
    }

    /** One port; HTTPS when it names a certificate, HTTP otherwise. */
    public record Listener(
            @Doc("The port, unique in the load balancer.") @Range(min = 1, max = 65535)
            int port,

            @Doc("Another listener's port, to which every request is redirected over HTTPS (301).")
            @Range(min = 1, max = 65535)
            Optional<Integer> redirectTo,

            @Doc("The Certificate of an HTTPS listener.") @Refers("certificate")
            Optional<String> certificate,

            @Doc("Several Certificates of an HTTPS listener: the first is the default, the others go by server name.")
            @Refers("certificate")
            List<String> certificates,

            @Doc("The security policy of an HTTPS listener: which TLS versions and ciphers it accepts.")
            @Form(
                    regex = "ELBSecurityPolicy-[A-Za-z0-9-]+",
                    say = "a policy such as ELBSecurityPolicy-TLS13-1-2-2021-06")
            Optional<String> sslPolicy) {
        public Listener {
            certificates = List.copyOf(certificates);
        }

        /** The default certificate first. */
        public List<String> allCertificates() {
            return certificate.map(List::of).orElse(certificates);
        }

        public boolean https() {
            return !allCertificates().isEmpty();
        }
    }

    /** Where access logs go. */
    public record AccessLogs(
            @Doc("The Bucket (with allowLoadBalancerLogs).") @Refers("bucket")
            String bucket,

            @Doc("The folder in the bucket, without slashes at its ends.")
            @Form(regex = "(?!.*AWSLogs)[^/\\s](\\S*[^/\\s])?", say = "a folder such as lb/api, without AWSLogs in it")
            Optional<String> prefix) {}

    /** The listener of a port, by which a Service refers to it. */
    public Optional<Listener> listener(int port) {
        return listeners.stream().filter(one -> one.port() == port).findFirst();
    }
}
