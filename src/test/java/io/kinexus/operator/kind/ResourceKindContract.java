package io.kinexus.operator.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Live;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.resource.Spec;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.Door;
import io.kinexus.operator.support.SandboxDoor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What every kind promises. Every test of a kind's class runs through each of the sandbox's doors; what its resource needs
 * around it (a cluster for a service) is made in {@link #given}.
 */
@ParameterizedClass
@EnumSource(SandboxDoor.Way.class)
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
public abstract class ResourceKindContract<S extends Spec, L extends Live> {
    private static final Attempt ONCE = new Attempt("00000000-0000-0000-0000-000000000001");
    private static final Attempt AGAIN = new Attempt("00000000-0000-0000-0000-000000000002");

    @Parameter
    private SandboxDoor.Way way;

    private Door door = Door.CLOSED;

    protected abstract ResourceKind<S, L> kind();

    /** A resource as people would declare it, under an id of environment {@code test}. */
    protected abstract Declared<S> wanted();

    /** The same resource with every field changed that can be changed in place; equal to {@link #wanted} if none can. */
    protected abstract Declared<S> changed();

    /** The SDK's create and update requests: each of their members is in the table or listed as unmanaged. */
    protected abstract List<SdkPojo> requests();

    /** What must be there first. */
    protected void given(Scope scope) {}

    /** What a person has made by hand before. */
    protected SandboxScript script() {
        return SandboxScript.plain();
    }

    @BeforeEach
    void openTheDoor() {
        enter(new SandboxDoor(script(), way));
    }

    @AfterEach
    void closeTheDoor() {
        door.close();
    }

    /** From now on this instance goes through another door: the wire package's to a server that nobody here wrote. */
    public final void enter(Door other) {
        door = other;
    }

    /** A scope that has seen nothing yet. */
    protected final Scope look() {
        return door.scope();
    }

    protected final Door through() {
        return door;
    }

    /** The sandbox behind the door, for what only a person or AWS itself would do. */
    protected final Sandbox sandbox() {
        return ((SandboxDoor) door).sandbox();
    }

    @Test
    void whatIsNotThereIsAbsent() {
        given(look());
        assertThat(observed(wanted())).isInstanceOf(Observation.Absent.class);
    }

    @Test
    void createdIsInSyncAndOurs() {
        given(look());
        create(wanted(), ONCE);
        assertInSync(wanted());
        assertThat(kind().used(present(wanted()).live())).as("what AWS bills").isEqualTo(kind().usage(wanted().spec()));
    }

    @Test
    void createdTwiceIsOne() {
        given(look());
        create(wanted(), ONCE);
        create(wanted(), AGAIN);
        assertInSync(wanted());
        assertThat(kind().surplus(look(), Set.of())).hasSize(1);
    }

    @Test
    protected void updatedIsInSync() {
        assumeThat(kind().updater()).isPresent();
        given(look());
        create(wanted(), ONCE);
        update(changed());
        assertInSync(changed());
    }

    @Test
    void disappearedIsCreatedAgain() {
        assumeThat(kind().deleter()).isPresent();
        given(look());
        create(wanted(), ONCE);
        delete(wanted());
        door.settle();
        assertThat(observed(wanted())).isInstanceOf(Observation.Absent.class);
        create(wanted(), AGAIN);
        assertInSync(wanted());
    }

    @Test
    void deletedTwiceIsFine() {
        assumeThat(kind().deleter()).isPresent();
        given(look());
        create(wanted(), ONCE);
        L live = present(wanted()).live();
        Outcome first = gone(wanted().id(), live);
        assertThat(first).isInstanceOf(Outcome.Done.class);
        door.settle();
        Outcome second = kind().deleter().orElseThrow().delete(look(), wanted().id(), live, AGAIN);
        assertThat(second).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void ownedButNotDeclaredIsSurplus() {
        assumeThat(kind().deleter()).isPresent();
        given(look());
        create(wanted(), ONCE);
        assertThat(kind().surplus(look(), Set.of())).containsOnlyKeys(wanted().id());
        assertThat(kind().surplus(look(), Set.of(wanted().id()))).isEmpty();
    }

    @Test
    void unreadableIsNeverAbsent() {
        assumeThat(door.canFail()).as("this door can be made to fail").isTrue();
        given(look());
        create(wanted(), ONCE);
        door.fail();
        assertThat(observed(wanted())).isInstanceOf(Observation.Unreadable.class);
    }

    @Test
    void everyPropertyOfTheRequestsIsComparedOrGivenAReason() {
        Set<String> known = new TreeSet<>(kind().fields().unmanaged().keySet());
        kind().fields().rows().forEach(row -> known.add(row.path().split("[.\\[]", 2)[0]));
        Set<String> members = new TreeSet<>();
        requests()
                .forEach(request -> request.sdkFields().forEach(field -> members.add(lowerCamel(field.memberName()))));
        members.removeAll(known);
        assertThat(members).as("properties that the table does not know").isEmpty();
    }

    protected final void create(Declared<S> one, Attempt attempt) {
        Outcome outcome = kind().creator().orElseThrow().create(look(), one, attempt);
        assertThat(outcome).isNotInstanceOfAny(Outcome.Terminal.class, Outcome.Retryable.class);
        door.settle();
        made(one);
    }

    /** What a kind's updater completes, where AWS makes nothing whole in one call. */
    protected void made(Declared<S> one) {}

    protected final void update(Declared<S> one) {
        Diff diff = kind().fields().compare(one.spec(), present(one).live());
        if (diff instanceof Diff.Drifted drift) {
            Outcome outcome = kind().updater()
                    .orElseThrow()
                    .update(look(), one, present(one).live(), drift.changes(), AGAIN);
            assertThat(outcome).isNotInstanceOfAny(Outcome.Terminal.class, Outcome.Retryable.class);
            door.settle();
        }
    }

    protected final void delete(Declared<S> one) {
        gone(one.id(), present(one).live());
    }

    /** What waits for a last backup is asked again. */
    private Outcome gone(ResourceId id, L live) {
        Outcome outcome = kind().deleter().orElseThrow().delete(look(), id, live, ONCE);
        if (outcome instanceof Outcome.Waiting) {
            door.settle();
            return kind().deleter().orElseThrow().delete(look(), id, live, ONCE);
        }
        return outcome;
    }

    protected final Observation<L> observed(Declared<S> one) {
        Map<ResourceId, Observation<L>> seen = kind().observe(look(), Arrays.asList(one));
        assertThat(seen).containsOnlyKeys(one.id());
        return seen.get(one.id());
    }

    protected final Observation.Present<L> present(Declared<S> one) {
        Observation<L> seen = observed(one);
        assertThat(seen).isInstanceOf(Observation.Present.class);
        return (Observation.Present<L>) seen;
    }

    protected final void assertInSync(Declared<S> one) {
        Observation.Present<L> seen = present(one);
        assertThat(seen.ours()).as("carries our tags").isTrue();
        assertThat(seen.settled()).as("at rest").isTrue();
        assertThat(kind().fields().compare(one.spec(), seen.live())).isInstanceOf(Diff.InSync.class);
    }

    private static String lowerCamel(String member) {
        return member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
    }
}
