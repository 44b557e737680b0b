package io.kinexus.operator.rollout.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which version of a secret a rollback reads, by what the secret says now. */
class ChoiceTest {
    private static final String ONE = "11111111-2f57-4b59-9f7e-1c2d3e4f5a6b";
    private static final String TWO = "22222222-2f57-4b59-9f7e-1c2d3e4f5a6b";
    private static final String THREE = "33333333-2f57-4b59-9f7e-1c2d3e4f5a6b";
    private static final String LONG = "a token of 64 characters, which is more than a label has for it.";
    private static final String ADDED = "-kinexus-0123456789ab";

    record Case(
            String reason, String ranWith, Optional<Stages> now, Optional<String> pin, String version, String said) {
        @Override
        public String toString() {
            return reason;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("nothing changed", ONE, now(ONE, "", false), none(), ONE, ""),
                new Case("a password, nothing changed", ONE, now(ONE, TWO, true), none(), ONE, ""),
                new Case("changed once", ONE, now(TWO, ONE, false), Optional.of(ONE), ONE, "keeps version 11111111"),
                new Case(
                        "changed twice",
                        ONE,
                        now(THREE, TWO, false),
                        none(),
                        THREE,
                        "current version 33333333, not in 11111111, which carries neither"),
                new Case(
                        "a password that changed",
                        ONE,
                        now(TWO, ONE, true),
                        none(),
                        TWO,
                        "current version 22222222, not in 11111111: a password"),
                new Case("its connection was added since", ONE, now(ONE + ADDED, ONE, true), none(), ONE, ""),
                new Case(
                        "taken back by hand",
                        TWO,
                        now(ONE, TWO, false),
                        Optional.of(TWO),
                        TWO,
                        "keeps version 22222222"),
                new Case(
                        "an id that is longer than the label has it",
                        "0f0e",
                        now(TWO, LONG, false),
                        none(),
                        TWO,
                        "neither AWSCURRENT nor AWSPREVIOUS"),
                new Case("gone", ONE, Optional.empty(), none(), ONE, "has no current version"),
                new Case("without a value", ONE, now("", "", false), none(), ONE, "has no current version"));
    }

    private static Optional<String> none() {
        return Optional.empty();
    }

    private static Optional<Stages> now(String current, String previous, boolean password) {
        return Optional.of(new Stages("arn", id(current), id(previous), password));
    }

    private static Optional<String> id(String text) {
        return Optional.of(text).filter(one -> !one.isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isChosen(Case it) {
        Choice choice = Choice.of("a/b", it.ranWith(), it.now());
        assertThat(choice.pin()).isEqualTo(it.pin());
        assertThat(choice.version()).isEqualTo(it.version());
        assertThat(choice.said()).contains(it.said());
        assertThat(choice.said().isEmpty()).isEqualTo(it.said().isEmpty());
    }
}
