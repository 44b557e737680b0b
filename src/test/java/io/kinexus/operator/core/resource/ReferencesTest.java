package io.kinexus.operator.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReferencesTest {
    private record Inner(String text, int number) {}

    private record Outer(Optional<String> maybe, List<Inner> inners, Map<String, String> map) implements Spec {}

    private static final Reference VPC = new Reference(new KindName("vpc"), "main", "vpcId");
    private static final Reference SECRET = new Reference(new KindName("secret"), "kinexus/production/database", "arn");

    @Test
    void areFoundWhereverTheyStand() {
        Outer outer = new Outer(
                Optional.of("${vpc/main.vpcId}"),
                List.of(new Inner("${secret/kinexus/production/database.arn}:url::", 1)),
                Map.of("policy", "{\"Resource\":\"${vpc/main.vpcId}/*\",\"user\":\"${aws:username}\"}"));
        assertThat(References.in(outer)).containsExactly(SECRET, VPC);
    }

    @Test
    void areFilledWhereTheyAreKnownAndLeftWhereNot() {
        Outer outer = new Outer(
                Optional.of("${vpc/main.vpcId}"),
                List.of(new Inner("a ${secret/kinexus/production/database.arn}", 1)),
                Map.of());
        Outer filled =
                References.fill(outer, reference -> reference.equals(VPC) ? Optional.of("vpc-$1") : Optional.empty());
        assertThat(filled.maybe()).contains("vpc-$1");
        assertThat(filled.inners().get(0).text()).isEqualTo("a ${secret/kinexus/production/database.arn}");
    }

    @Test
    void aValueWithoutAnyStaysTheSame() {
        Outer outer = new Outer(Optional.empty(), List.of(new Inner("plain", 1)), Map.of("a", "b"));
        assertThat(References.fill(outer, reference -> Optional.of("x"))).isSameAs(outer);
    }

    @Test
    void namesOverTheLimitKeepTheirHeadAndAHash() {
        assertThat(Names.derived("production", "kinexus-api", "blue", 32)).isEqualTo("production-kinexus-api-blue");
        String cut = Names.derived("production", "a-very-long-service-name", "green", 32);
        assertThat(cut).hasSize(32).startsWith("production-a-very-long-se").matches(".*-[0-9a-f]{6}");
        assertThat(cut).isNotEqualTo(Names.derived("production", "a-very-long-service-name", "green2", 32));
    }

    @Test
    void anIdSplitsAtItsFirstTwoSlashes() {
        ResourceId id = ResourceId.parse("production/secret/kinexus/production/database");
        assertThat(id.name()).isEqualTo("kinexus/production/database");
        assertThat(id).hasToString("production/secret/kinexus/production/database");
    }
}
