package io.kinexus.operator.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** JSON Schema for editors; the same whatever the form of output. */
@Command(name = "schema", description = "Prints the JSON Schema of the desired state, or of one kind, for editors.")
final class SchemaVerb extends Verb {
    private final Operator operator;

    @Parameters(arity = "0..1", paramLabel = "KIND", description = "One kind, such as Service; all when left out.")
    private @Nullable String kind;

    SchemaVerb(Console console, Operator operator) {
        super(console);
        this.operator = operator;
    }

    @Override
    public Integer call() {
        console().text(operator.schema(Optional.ofNullable(kind)));
        return Exit.FINE;
    }
}
