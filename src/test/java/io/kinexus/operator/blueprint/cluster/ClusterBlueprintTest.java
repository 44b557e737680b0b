package io.kinexus.operator.blueprint.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.kind.cluster.ClusterSpec;
import io.kinexus.operator.kind.cluster.ClusterSpec.Share;
import io.kinexus.operator.support.Written;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClusterBlueprintTest {
    @TempDir
    Path root;

    record Case(String reason, String spec, String path, String says) {
        @Override
        public String toString() {
            return reason;
        }
    }

    static Stream<Case> mistakes() {
        return Stream.of(
                new Case(
                        "two bases",
                        "capacity: [{provider: FARGATE, base: 1}, {provider: FARGATE_SPOT, base: 1}]",
                        "capacity",
                        "only one"),
                new Case(
                        "the same twice",
                        "capacity: [{provider: FARGATE}, {provider: FARGATE}]",
                        "capacity[1].provider",
                        "twice"),
                new Case("no weight at all", "capacity: [{provider: FARGATE, weight: 0}]", "capacity", "above 0"),
                new Case(
                        "settings of what exists",
                        "existing: theirs\ncontainerInsights: enabled",
                        "containerInsights",
                        "never changed"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsFoundWhereItStands(Case it) {
        assertThat(new Written(root).document("Cluster", "c", it.spec()).problems())
                .anySatisfy(line ->
                        assertThat(line).startsWith("spec." + it.path() + ":").contains(it.says()));
    }

    @Test
    void fargateAloneIsUsual() {
        ClusterSpec spec = new Written(root)
                .document("Cluster", "c", "containerInsights: enhanced")
                .spec(ClusterSpec.class, "cluster/c");
        assertThat(spec.capacity()).containsExactly(new Share("FARGATE", 1, 0));
        assertThat(spec.containerInsights()).contains("enhanced");
    }

    @Test
    void whatExistsIsPointedAt() {
        Declared<?> cluster =
                new Written(root).document("Cluster", "c", "existing: theirs").declared("cluster/c");
        assertThat(cluster.existing()).contains("theirs");
    }
}
