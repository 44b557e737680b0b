package io.kinexus.operator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.diff.Owner;
import io.kinexus.operator.core.gate.Ruling;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Reference;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Spec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlannerTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final FieldChange COUNT = change("desiredCount", Owner.GIT, Effect.IN_PLACE);
    private static final FieldChange IMAGE = change("containerDefinitions[app].image", Owner.GIT, Effect.ROLLOUT);
    private static final FieldChange VPC = change("vpcId", Owner.GIT, Effect.REPLACE);
    private static final FieldChange SCALED = change("desiredCount", Owner.SCALER, Effect.IN_PLACE);

    record Note(String text) implements Spec {}

    private record Case(String reason, Declared<?> wanted, Diff diff, boolean foreign, String word, String because) {
        @Override
        public String toString() {
            return reason;
        }
    }

    static Stream<Case> cases() {
        Declared<Note> plain = note("a", "");
        Declared<Note> waits = plain.waitsFor(List.of(DeclarationId.of("table", "t")));
        Declared<Note> noted = plain.notes(List.of("migrate is not run yet"));
        return Stream.of(
                new Case("not there", plain, new Diff.Missing(), false, "create", "declared, and not there"),
                new Case("the same", plain, same(), false, "keep", "in sync"),
                new Case("an update", plain, drift(COUNT), false, "update", "differs from git in desiredCount"),
                new Case("the worst effect decides", plain, drift(COUNT, VPC), false, "replace", "vpcId"),
                new Case("a moved image is called so", plain, drift(IMAGE), false, "rollout", "the image is not the"),
                new Case("the scaler's field is no drift", plain, yielded(), false, "keep", "in sync"),
                new Case("another's is never taken in silence", plain, same(), true, "update", "is not ours"),
                new Case("unreadable is not absent", plain, new Diff.Unknown("denied"), false, "keep", "denied"),
                new Case("a later kind makes nothing", waits, new Diff.Missing(), false, "keep", "not managed yet"),
                new Case("notes are shown", noted, same(), false, "keep", "in sync; migrate is not run"),
                new Case("existing is never changed", plain.existing("vpc-1"), drift(VPC), false, "keep", "vpc-1"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void decides(Case it) {
        Plan plan = plan(List.of(it.wanted()), List.of(finding(it.wanted(), it.diff(), it.foreign())));
        Action action = plan.steps().get(0).action();
        assertThat(action.word()).isEqualTo(it.word());
        assertThat(action.because()).contains(it.because());
    }

    @Test
    void whatReferredToSomethingUnreadableIsLeftAlone() {
        Declared<Note> wanted = note("a", "${vpc/main.vpcId}");
        Finding finding = new Finding(
                wanted,
                drift(VPC),
                Set.of(Reference.to(ResourceId.of("test", "vpc", "main"), "vpcId")),
                Standing.plain());
        assertThat(plan(List.of(), List.of(finding)).steps()).isEmpty();
        Plan plan = plan(List.of(wanted, note("b", "")), List.of(finding));
        assertThat(plan.steps().get(0).action()).isInstanceOf(Action.Keep.class);
    }

    @Test
    void whatAwsIsStillAtWorkOnIsNotReplaced() {
        Declared<Note> wanted = note("a", "");
        Standing moving = new Standing(false, false, false, false, false, Optional.empty());
        Plan plan = plan(List.of(wanted), List.of(new Finding(wanted, drift(VPC), Set.of(), moving)));
        assertThat(plan.steps().get(0).action()).isInstanceOf(Action.Keep.class);
    }

    @Test
    void aPointedAtResourceThatIsNotThereMakesThePlanIncomplete() {
        Declared<Note> wanted = note("a", "").existing("vpc-1");
        Plan plan = plan(List.of(wanted), List.of(finding(wanted, new Diff.Missing(), false)));
        assertThat(plan.complete()).isFalse();
        assertThat(plan.empty()).isTrue();
    }

    @Test
    void whatAPersonMayStillMakeIsNoMistakeUnlessSomethingNeedsIt() {
        Declared<Note> byHand = note("a", "").existing("by hand");
        Standing plain = Standing.plain();
        Finding missing = new Finding(byHand, new Diff.Missing(), Set.of(), plain, true);
        Plan alone = plan(List.of(byHand), List.of(missing));
        assertThat(alone.complete()).isTrue();
        assertThat(alone.empty()).isTrue();
        assertThat(alone.steps().get(0).action().because()).contains("is not there");
        Declared<Note> reader = note("b", "").after(Set.of(byHand.id()));
        Plan needed =
                plan(List.of(byHand, reader), List.of(missing, finding(reader, new Diff.InSync(List.of()), false)));
        assertThat(needed.complete()).isFalse();
    }

    @Test
    void theOrderNeverPutsAReferrerFirst() {
        Random dice = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<Declared<?>> declared = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String text = i == 0 ? "" : "${note/n" + dice.nextInt(i) + ".text}";
                declared.add(note("n" + i, text));
            }
            Collections.shuffle(declared, dice);
            List<ResourceId> order = Graph.of(declared).order();
            assertThat(order).hasSize(12);
            for (Declared<?> one : declared) {
                Graph.of(declared).needs(one.id()).forEach(need -> assertThat(order.indexOf(need))
                        .isLessThan(order.indexOf(one.id())));
            }
        }
    }

    @Test
    void planningTwiceGivesTheSamePlanAndTheSameHash() {
        List<Declared<?>> declared = List.of(note("a", ""), note("b", "${note/a.text}"));
        List<Finding> found = new ArrayList<>(declared.stream()
                .map(one -> finding(one, new Diff.Missing(), false))
                .toList());
        Plan first = plan(declared, found);
        Collections.reverse(found);
        Plan second = plan(declared, found);
        assertThat(second).isEqualTo(first);
        assertThat(second.hash()).isEqualTo(first.hash());
    }

    @Test
    void circlesAndDanglingReferencesAreProblems() {
        Plan plan = plan(
                List.of(note("a", "${note/b.text}"), note("b", "${note/a.text}"), note("c", "${note/none.text}")),
                List.of());
        assertThat(plan.problems())
                .extracting(Problem::message)
                .containsExactlyInAnyOrder(
                        "refers to note/none, which nothing declares",
                        "is part of a circle of references",
                        "is part of a circle of references");
    }

    @Test
    void theTextIsTheGoldenOne() {
        compareWithGolden("plan.txt", new PlanText(example(), false).text());
        compareWithGolden("plan.md", new PlanMarkdown(example()).text());
    }

    /** Rewritten with {@code -Dgolden.rewrite=true}, and reviewed as a diff. */
    private static void compareWithGolden(String name, String text) {
        Path golden = Path.of("src/test/resources/golden", name);
        try {
            if (Boolean.getBoolean("golden.rewrite")) {
                Files.writeString(golden, text);
            }
            assertThat(text).isEqualTo(Files.readString(golden));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Plan example() {
        List<Declared<?>> declared = List.of(
                note("network", "").notes(List.of("read replicas wait for replica, not managed yet")),
                note("service", "${note/network.text}"),
                note("scaled", ""),
                note("moved", ""),
                note("kept", "").waitsFor(List.of(DeclarationId.of("table", "t"))));
        List<Finding> found = List.of(
                finding(declared.get(0), new Diff.Missing(), false),
                finding(declared.get(1), drift(COUNT, VPC), false),
                finding(declared.get(2), yielded(), false),
                finding(declared.get(3), drift(IMAGE), false),
                finding(declared.get(4), new Diff.Missing(), false));
        Leftover old = new Leftover(
                ResourceId.of("test", "note", "old"), Optional.empty(), Set.of(), Standing.plain(), Optional.empty());
        Plan plan = Planner.plan(new Planner.Given(
                "test",
                "sha256:0123456789abcdef",
                NOON,
                Graph.of(declared),
                found,
                List.of(old),
                List.of(DeclarationId.of("function", "f")),
                List.of(new Problem(ResourceId.of("test", "alarm", "*"), "AccessDenied: not allowed"))));
        return plan.steps(plan.steps().stream()
                .map(step -> step.action() instanceof Action.Delete
                        ? step.ruling(new Ruling.Hold("the plan is not complete", Optional.empty()))
                        : step)
                .toList());
    }

    private static Plan plan(List<Declared<?>> declared, List<Finding> found) {
        return Planner.plan(new Planner.Given(
                "test", "sha256:1", NOON, Graph.of(declared), found, List.of(), List.of(), List.of()));
    }

    private static Finding finding(Declared<?> wanted, Diff diff, boolean foreign) {
        return new Finding(wanted, diff, Set.of(), new Standing(foreign, false, false, false, true, Optional.empty()));
    }

    private static Diff same() {
        return new Diff.InSync(List.of());
    }

    private static Diff yielded() {
        return new Diff.InSync(List.of(SCALED));
    }

    private static Diff drift(FieldChange... changes) {
        return new Diff.Drifted(List.of(changes), List.of());
    }

    private static FieldChange change(String path, Owner owner, Effect effect) {
        return new FieldChange(path, "1", "2", owner, effect);
    }

    private static Declared<Note> note(String name, String text) {
        return Declared.of(ResourceId.of("test", "note", name), DeclarationId.of("declared", name), new Note(text));
    }
}
