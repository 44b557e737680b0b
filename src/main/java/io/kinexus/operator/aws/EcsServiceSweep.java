package io.kinexus.operator.aws;

import io.kinexus.operator.core.resource.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;

/**
 * The ECS services of one sweep: each is described once, ten a call, however many kinds ask for it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html">DescribeServices</a>
 */
public final class EcsServiceSweep {
    /** As many as one call answers for. */
    public static final int BATCH = 10;

    private final Map<Key, Optional<Service>> seen = new ConcurrentHashMap<>();

    private EcsServiceSweep() {}

    private record Key(String cluster, String name) {}

    private record Batch(String cluster, List<String> names) {}

    /**
     * By name, with tags; INACTIVE ones are left out, as are those that AWS does not know or whose cluster is gone.
     *
     * @param cluster name or ARN
     * @param names at most ten
     * @throws SdkException when the look failed: an error is not absence
     */
    public static Map<String, Service> describe(Scope scope, String cluster, List<String> names) {
        EcsServiceSweep services = scope.once(EcsServiceSweep.class, EcsServiceSweep.class, EcsServiceSweep::new);
        List<String> unseen = names.stream()
                .filter(name -> !services.seen.containsKey(new Key(cluster, name)))
                .sorted()
                .distinct()
                .toList();
        if (!unseen.isEmpty()) {
            scope.once(new Batch(cluster, unseen), Boolean.class, () -> services.look(scope, cluster, unseen));
        }
        Map<String, Service> found = new LinkedHashMap<>();
        names.forEach(name -> services.seen
                .getOrDefault(new Key(cluster, name), Optional.empty())
                .ifPresent(service -> found.put(name, service)));
        return found;
    }

    private boolean look(Scope scope, String cluster, List<String> names) {
        Map<Key, Optional<Service>> answer = new LinkedHashMap<>();
        names.forEach(name -> answer.put(new Key(cluster, name), Optional.empty()));
        for (Service service : read(scope, cluster, names)) {
            if (!"INACTIVE".equals(service.status())) {
                answer.put(new Key(cluster, service.serviceName()), Optional.of(service));
            }
        }
        seen.putAll(answer);
        return true;
    }

    private static List<Service> read(Scope scope, String cluster, List<String> names) {
        try {
            return scope.client(EcsClient.class)
                    .describeServices(r -> r.cluster(cluster).services(names).include(ServiceField.TAGS))
                    .services();
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "ClusterNotFoundException")) {
                return List.of();
            }
            throw failure;
        }
    }
}
