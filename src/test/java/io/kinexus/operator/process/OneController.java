package io.kinexus.operator.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives all tests the same controller, started for the first that asks and ended after the last. Each environment in it belongs
 * to what its name says, so that no test stands in another's way.
 */
final class OneController implements ParameterResolver {
    private static final ExtensionContext.Namespace PLACE = ExtensionContext.Namespace.create(OneController.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Controlled.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(PLACE).computeIfAbsent(Controlled.class, key -> started(), Controlled.class);
    }

    private static Controlled started() {
        try {
            Path folder = Files.createTempDirectory("kinexus process");
            Path desired = Controlled.desired(folder);
            Folders.small(desired, "quiet", "enforce");
            Folders.small(desired, "edited", "enforce");
            Folders.small(desired, "drifting", "enforce");
            Folders.small(desired, "watched", "observe");
            Folders.small(desired, "paused", "enforce");
            Folders.environment(desired, "broken", "enforce", "---\nkind: Nonsense\n");
            return Controlled.start(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
