package io.kinexus.operator.support;

import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.alarms.AlarmsBlueprint;
import io.kinexus.operator.blueprint.bucket.BucketDeclaration;
import io.kinexus.operator.blueprint.cache.CacheDeclaration;
import io.kinexus.operator.blueprint.certificate.CertificateBlueprint;
import io.kinexus.operator.blueprint.cluster.ClusterBlueprint;
import io.kinexus.operator.blueprint.database.DatabaseDeclaration;
import io.kinexus.operator.blueprint.environment.EnvironmentBlueprint;
import io.kinexus.operator.blueprint.function.FunctionBlueprint;
import io.kinexus.operator.blueprint.httpapi.HttpApiBlueprint;
import io.kinexus.operator.blueprint.loadbalancer.LoadBalancerBlueprint;
import io.kinexus.operator.blueprint.network.NetworkBlueprint;
import io.kinexus.operator.blueprint.secret.SecretDeclaration;
import io.kinexus.operator.blueprint.service.ServiceBlueprint;
import io.kinexus.operator.blueprint.table.TableBlueprint;
import io.kinexus.operator.blueprint.task.TaskBlueprint;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Spec;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Desired;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Environment {@code test} as YAML: a network, a cluster, a load balancer, and what a test adds. */
public final class Written {
    private static final String AROUND = """
        apiVersion: kinexus.io/v1
        kind: Environment
        metadata: {name: test}
        spec: {account: "123456789012", region: us-east-1}
        ---
        apiVersion: kinexus.io/v1
        kind: Network
        metadata: {name: main}
        spec: {cidr: 10.0.0.0/16, availabilityZones: 2, tiers: [public, private]}
        ---
        apiVersion: kinexus.io/v1
        kind: Cluster
        metadata: {name: apps}
        spec: {capacity: [{provider: FARGATE, base: 1}, {provider: FARGATE_SPOT, weight: 3}]}
        ---
        apiVersion: kinexus.io/v1
        kind: LoadBalancer
        metadata: {name: edge}
        spec:
          network: main
          listeners: [{port: 80}, {port: 8080}, {port: 443, certificate: web}, {port: 81, redirectTo: 443}]
        ---
        apiVersion: kinexus.io/v1
        kind: Certificate
        metadata: {name: web}
        spec: {domain: web.example.com}
        """;

    private static final Kinds KINDS = new Kinds(List.<Blueprint<?>>of(
            new EnvironmentBlueprint(),
            new NetworkBlueprint(),
            new ClusterBlueprint(),
            new LoadBalancerBlueprint(),
            new CertificateBlueprint(),
            new ServiceBlueprint(),
            new TableBlueprint(),
            new FunctionBlueprint(),
            new HttpApiBlueprint(),
            new TaskBlueprint(),
            new AlarmsBlueprint(),
            new Read<>("secret", SecretDeclaration.class),
            new Read<>("cache", CacheDeclaration.class),
            new Read<>("database", DatabaseDeclaration.class),
            new Read<>("bucket", BucketDeclaration.class)));

    /** Kinds whose own resources are another test's concern. */
    private record Read<D extends Declaration>(String word, Class<D> declaration) implements Blueprint<D> {
        @Override
        public KindName name() {
            return new KindName(word);
        }

        @Override
        public List<Declared<?>> expand(D one, Site site) {
            return List.of();
        }
    }

    private final Path root;

    public Written(Path root) {
        this.root = root;
        write("around.yaml", AROUND);
    }

    public Written document(String kind, String name, String spec) {
        return write(
                kind + "-" + name.replace('/', '-') + ".yaml",
                "apiVersion: kinexus.io/v1\nkind: " + kind + "\nmetadata: {name: " + name + "}\nspec:\n"
                        + spec.indent(2));
    }

    /** A Service with what it must have, and more lines. */
    public Written service(String name, String more) {
        String least = "cluster: apps\nnetwork: main\nimage: repo/app:1\n";
        String size = more.startsWith("cpu:") ? "" : "cpu: 256\nmemory: 512\n";
        return document("Service", name, least + size + more);
    }

    private Written write(String name, String text) {
        try {
            Files.createDirectories(root.resolve("test"));
            Files.writeString(root.resolve("test").resolve(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without file, line and column. */
    public List<String> problems() {
        return new DesiredFolder(root, KINDS)
                .read("test")
                .<List<String>>fold(desired -> List.of(), lines -> lines.stream()
                        .map(line -> line.replaceFirst("^[^ ]+:\\d+:\\d+: ", ""))
                        .toList());
    }

    public Desired desired() {
        return new DesiredFolder(root, KINDS)
                .read("test")
                .<Optional<Desired>>fold(Optional::of, lines -> Optional.empty())
                .orElseThrow(() -> new AssertionError(problems()));
    }

    public Declared<?> declared(String local) {
        return desired().resources().stream()
                .filter(one -> one.id().local().equals(local))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + local));
    }

    public <S extends Spec> S spec(Class<S> type, String local) {
        return type.cast(declared(local).spec());
    }

    /** Of one Service by its name, or of any declaration by {@code kind/name}; as {@code kind/name}. */
    public List<String> ids(String service) {
        String from = service.contains("/") ? service : "service/" + service;
        return desired().resources().stream()
                .filter(one -> one.from().toString().equals(from))
                .map(one -> one.id().local())
                .toList();
    }
}
