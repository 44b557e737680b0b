package io.kinexus.operator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Spec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GraphTest {
    private record Text(String text) implements Spec {}

    private static Declared<?> one(String kind, String text, String... after) {
        return Declared.of(ResourceId.of("test", kind, "x"), DeclarationId.of("any", "x"), new Text(text))
                .after(Set.of(after).stream()
                        .map(other -> ResourceId.of("test", other, "x"))
                        .collect(Collectors.toSet()));
    }

    /** A bucket comes after its role, and another role names a rule that stands behind the bucket: no circle to look at. */
    @Test
    void kindsAreLookedAtByWhatFillsTheirReferencesAlone() {
        Graph graph = Graph.of(List.of(
                one("bucket", "plain", "role"),
                one("load-balancer", "${bucket/x.name}"),
                one("listener", "${load-balancer/x.arn}"),
                Declared.of(
                        ResourceId.of("test", "role", "y"),
                        DeclarationId.of("any", "y"),
                        new Text("${listener/x.arn}")),
                one("role", "plain")));
        assertThat(graph.kinds()).map(KindName::value).containsExactly("bucket", "load-balancer", "listener", "role");
        assertThat(graph.kindsNeededBy(new KindName("bucket"))).isEmpty();
        assertThat(graph.needs(ResourceId.of("test", "bucket", "x")))
                .containsExactly(ResourceId.of("test", "role", "x"));
        assertThat(graph.problems()).isEmpty();
    }
}
