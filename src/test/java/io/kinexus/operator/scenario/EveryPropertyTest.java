package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.PlanText;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.rollout.State;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.DesiredState.Reading;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.support.Operated;
import io.kinexus.operator.support.Properties;
import io.kinexus.operator.support.Properties.Property;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every property that can be declared reaches AWS, and comes back; what is wrong is refused where it stands. The method is
 * Acto's: from one state to another and back, for each property of the schema.
 *
 * @see <a href="https://dl.acm.org/doi/10.1145/3600006.3613161">Acto: Automatic End-to-End Testing for Operation Correctness</a>
 */
class EveryPropertyTest {
    private static final Path FILES = Path.of("src/test/resources/properties");
    private static final Duration LONG = Duration.ofHours(4);
    private static final Duration STEP = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    static Stream<String> declarations() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", "")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void hasValuesForEveryProperty(String declaration) {
        assertThat(Properties.of(declaration).missing()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void wrongValuesAreRefusedWhereTheyStand(String declaration) {
        Properties properties = Properties.of(declaration);
        List<String> accepted = new ArrayList<>();
        for (Property property : properties.all()) {
            write(properties, Properties.setting(property, property.bad()));
            List<String> problems = read().fold(fine -> List.of(), broken -> broken);
            String at = "spec." + property.path();
            if (problems.stream().noneMatch(one -> one.matches("\\S+:\\d+:\\d+: .*") && one.contains(at))) {
                accepted.add(property.path() + ": " + property.bad() + " -> " + problems);
            }
        }
        assertThat(accepted).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void eachValueIsPlannedReachedAndTakenBack(String declaration) {
        Properties properties = Properties.of(declaration);
        write(properties, Map.of());
        Operated operated = new Operated(new DesiredFolder(folder, Kinds.installed()), "every", properties.script());
        settle(operated, "as it begins");
        List<String> silent = new ArrayList<>();
        for (Property property : properties.all()) {
            for (Object value : Arrays.asList(property.one(), property.two())) {
                silent.addAll(unseen(properties, operated, property, value));
            }
        }
        assertThat(silent).as("what a value changes must be in the plan").isEmpty();

        write(properties, all(properties, Property::one));
        settle(operated, "every first value");
        write(properties, all(properties, Property::two));
        settle(operated, "every second value");
        write(properties, Map.of());
        settle(operated, "as it was");
    }

    /** What is wrong with one value of one property, as a plan shows it against what runs now. */
    private List<String> unseen(Properties properties, Operated operated, Property property, Object value) {
        String what = property.path() + ": " + value;
        write(properties, Map.of());
        String before = texts();
        write(properties, Properties.setting(property, value));
        Reading reading = read();
        List<String> problems = reading.fold(fine -> List.of(), broken -> broken);
        if (!problems.isEmpty()) {
            return List.of(what + " is refused: " + problems);
        }
        if (properties.with(Properties.setting(property, value)).equals(properties.with(Map.of()))) {
            return List.of();
        }
        if (texts().equals(before)) {
            return List.of(what + " changes nothing of what is wanted");
        }
        return property.only().isEmpty() && operated.plan().empty()
                ? List.of(what + " changes nothing in AWS")
                : List.of();
    }

    private String texts() {
        return read().fold(
                        desired -> desired.settings() + " "
                                + desired.resources().stream()
                                        .map(Declared::toString)
                                        .toList(),
                        problems -> fail(String.join("\n", problems)));
    }

    /** Each property's value, those that can be had together and changed later. */
    private static Map<String, Object> all(Properties properties, Function<Property, Object> value) {
        Map<String, Object> values = new LinkedHashMap<>();
        properties.all().stream()
                .filter(property ->
                        property.fixed().isEmpty() && property.with().isEmpty())
                .forEach(property -> values.put(property.path(), value.apply(property)));
        return values;
    }

    private void settle(Operated operated, String when) {
        Turned turned = operated.pass(LONG, STEP, () -> rested(operated));
        assertThat(rested(operated))
                .as(() -> when + ": " + new PlanText(operated.plan(), false).text()
                        + turned.snapshot().evidence() + operated.rollouts.current("every"))
                .isTrue();
    }

    private static boolean rested(Operated operated) {
        Plan plan = operated.plan();
        return plan.empty()
                && plan.steps().stream().allMatch(step -> step.standing().settled())
                && operated.rollouts.current("every").stream().allMatch(one -> one.state() instanceof State.Succeeded);
    }

    private Reading read() {
        return new DesiredFolder(folder, Kinds.installed()).read("every");
    }

    private void write(Properties properties, Map<String, Object> values) {
        try {
            Path environment = Files.createDirectories(folder.resolve("every"));
            Files.writeString(environment.resolve("all.yaml"), properties.with(values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
