package io.kinexus.operator.wire;

import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.engine.Kinds;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.support.Door;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every kind promises, on a server that nobody here wrote. What that server cannot do is a row of {@link Gaps}. */
class KindsOverTheWireTest {
    /** Pure: it calls nothing. */
    private static final String TABLE = "everyPropertyOfTheRequestsIsComparedOrGivenAReason";

    private static final Set<String> OF_UPDATERS = Set.of("updatedIsInSync");
    private static final Set<String> OF_DELETERS =
            Set.of("disappearedIsCreatedAgain", "deletedTwiceIsFine", "ownedButNotDeclaredIsSurplus");

    @TestFactory
    Stream<DynamicContainer> everyKind() {
        WireServer server = WireServer.required();
        return Kinds.installed().all().stream()
                .map(kind -> DynamicContainer.dynamicContainer(
                        kind.name().value(),
                        cases(kind)
                                .map(promise -> DynamicTest.dynamicTest(
                                        promise.getName(), () -> holds(server, kind, promise)))));
    }

    private static Stream<Method> cases(ResourceKind<?, ?> kind) {
        return Arrays.stream(ResourceKindContract.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .filter(method -> !method.getName().equals(TABLE))
                .filter(method -> kind.updater().isPresent() || !OF_UPDATERS.contains(method.getName()))
                .filter(method -> kind.deleter().isPresent() || !OF_DELETERS.contains(method.getName()))
                .sorted(Comparator.comparing(Method::getName));
    }

    private static void holds(WireServer server, ResourceKind<?, ?> kind, Method promise) throws Exception {
        Gaps.skip(server, kind.name().value(), promise.getName());
        ResourceKindContract<?, ?> contract = contract(kind);
        try (Door door = new WireDoor(server)) {
            contract.enter(door);
            promise.setAccessible(true);
            promise.invoke(contract);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Exception failure) {
                throw failure;
            }
            if (thrown.getCause() instanceof Error failure) {
                throw failure;
            }
            throw thrown;
        }
    }

    /** The contract's test class stands beside its kind: {@code XKind}, {@code XKindTest}. */
    private static ResourceKindContract<?, ?> contract(ResourceKind<?, ?> kind) throws ReflectiveOperationException {
        Constructor<?> made = Class.forName(kind.getClass().getName() + "Test").getDeclaredConstructor();
        made.setAccessible(true);
        return (ResourceKindContract<?, ?>) made.newInstance();
    }
}
