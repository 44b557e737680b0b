package io.kinexus.operator.core.diff;

import static io.kinexus.operator.core.diff.Field.exact;
import static io.kinexus.operator.core.diff.Field.field;
import static io.kinexus.operator.core.diff.Field.stated;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FieldsTest {
    private record Case(String reason, Match<?> match, Object want, Object have, boolean same) {
        @Override
        public String toString() {
            return reason;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("equal is equal", Match.equal(), "a", "a", true),
                new Case("AWS does not keep this order", Match.unordered(), List.of("a", "b"), List.of("b", "a"), true),
                new Case("one too many", Match.unordered(), List.of("a"), List.of("a", "b"), false),
                new Case("storage grown by AWS", Match.atLeast(), 100, 180, true),
                new Case("storage is never shrunk, and grown when asked", Match.atLeast(), 200, 180, false),
                new Case(
                        "tags of others are theirs",
                        Match.contains(),
                        Map.of("a", "1"),
                        Map.of("a", "1", "b", "2"),
                        true),
                new Case("a tag of ours that was changed", Match.contains(), Map.of("a", "1"), Map.of("a", "2"), false),
                new Case("a major version is any of its minors", Match.versionPrefix(), "15", "15.12", true),
                new Case("a minor version is stated to the end", Match.versionPrefix(), "15.1", "15.12", false),
                new Case("the same version", Match.versionPrefix(), "7.1", "7.1", true),
                new Case("another major", Match.versionPrefix(), "16", "15.12", false));
    }

    @ParameterizedTest
    @MethodSource("cases")
    @SuppressWarnings("unchecked")
    void matches(Case it) {
        assertThat(((Match<Object>) it.match()).satisfied(it.want(), it.have())).isEqualTo(it.same());
    }

    private record Wanted(int count, Optional<String> schedule, boolean scaled) {}

    private record Has(int count, String schedule) {}

    private static final Fields<Wanted, Has> TABLE = Fields.<Wanted, Has>table()
            .row(field("count", Wanted::count, Has::count).owner(wanted -> wanted.scaled() ? Owner.SCALER : Owner.GIT))
            .row(stated("schedule", Wanted::schedule, Has::schedule))
            .build();

    @Test
    void t14WhatIsNotStatedIsNotDesiredNull() {
        assertThat(TABLE.compare(new Wanted(1, Optional.empty(), false), new Has(1, "nightly")))
                .isEqualTo(new Diff.InSync(List.of()));
    }

    @Test
    void aWantedNoneRemovesWhereTheTableSaysSo() {
        Fields<Wanted, Has> strict = Fields.<Wanted, Has>table()
                .row(exact("schedule", Wanted::schedule, has -> Optional.of(has.schedule())))
                .build();
        assertThat(strict.compare(new Wanted(1, Optional.empty(), false), new Has(1, "nightly")))
                .isInstanceOf(Diff.Drifted.class);
    }

    @Test
    void onlyWhatGitOwnsCanDrift() {
        Has has = new Has(5, "nightly");
        Diff scaled = TABLE.compare(new Wanted(1, Optional.empty(), true), has);
        assertThat(scaled).isInstanceOf(Diff.InSync.class);
        assertThat(((Diff.InSync) scaled).yielded())
                .containsExactly(new FieldChange("count", "5", "1", Owner.SCALER, Effect.IN_PLACE));
        assertThat(TABLE.compare(new Wanted(1, Optional.empty(), false), has))
                .isEqualTo(new Diff.Drifted(
                        List.of(new FieldChange("count", "5", "1", Owner.GIT, Effect.IN_PLACE)), List.of()));
    }
}
