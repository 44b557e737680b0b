package io.kinexus.operator.blueprint.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.kind.dashboard.DashboardSpec;
import io.kinexus.operator.support.DeclaredSite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DashboardBlueprintTest {
    private static final Path SHIPPED = Path.of("desired-state");
    private static final Pattern ID = Pattern.compile("\\bc[0-9]+_[a-z][A-Za-z0-9_]*");

    @Test
    void productionShowsEachResourceWithWhatItsAlarmsAreAbout() throws IOException {
        JsonNode widgets = new ObjectMapper().readTree(production().body()).path("widgets");
        assertThat(widgets.findValuesAsText("markdown"))
                .hasSize(6)
                .contains("## service/kinexus-api", "## service/kinexus-worker", "## cache/kinexus-production")
                .first()
                .asString()
                .contains("`kinexus:resource production/dashboard/kinexus-production`");
        assertThat(widgets.findValuesAsText("title"))
                .contains("Alarms", "CPU and memory", "Targets", "Tasks", "Connections", "Free")
                .contains("Slow queries", "Evictions", "Latency", "Disk latency");
        assertThat(widgets.get(1).at("/properties/alarms/0").textValue())
                .isEqualTo("arn:aws:cloudwatch:us-east-1:123456789012:alarm:"
                        + "production-kinexus-production-cpu-high-service-kinexus-api");
    }

    @Test
    void widgetsDoNotOverlapAndExpressionsNameOnlyWhatIsInTheirPicture() throws IOException {
        Set<String> taken = new HashSet<>();
        for (JsonNode widget : new ObjectMapper().readTree(production().body()).path("widgets")) {
            for (int x = 0; x < widget.path("width").asInt(); x++) {
                for (int y = 0; y < widget.path("height").asInt(); y++) {
                    String cell = (widget.path("x").asInt() + x) + " "
                            + (widget.path("y").asInt() + y);
                    assertThat(taken.add(cell)).as("%s in %s", cell, widget).isTrue();
                    assertThat(widget.path("x").asInt() + x).isLessThan(24);
                }
            }
            List<String> ids = widget.findValuesAsText("id");
            assertThat(ids).doesNotHaveDuplicates();
            for (String expression : widget.findValuesAsText("expression")) {
                Matcher used = ID.matcher(expression);
                assertThat(used.find()).as(expression).isTrue();
                used.reset().results().forEach(id -> assertThat(ids).contains(id.group()));
            }
        }
    }

    @Test
    void theSameDeclarationsGiveTheSameText() {
        assertThat(production()).isEqualTo(production());
    }

    @Test
    void whatIsNamedTwiceIsAMistake() {
        DashboardDeclaration twice = new DashboardDeclaration(List.of("table/a", "table/a"));
        assertThat(new DashboardBlueprint().check(twice, new DeclaredSite("dashboard/a b")))
                .extracting(Flaw::path)
                .containsExactly("metadata.name", "spec.for[1]");
    }

    private static DashboardSpec production() {
        Desired desired = new DesiredFolder(SHIPPED, Kinds.installed())
                .read("production")
                .fold(read -> read, problems -> {
                    throw new AssertionError(problems);
                });
        return desired.resources().stream()
                .filter(one -> one.id().local().equals("dashboard/kinexus-production"))
                .map(one -> (DashboardSpec) one.spec())
                .findFirst()
                .orElseThrow();
    }
}
