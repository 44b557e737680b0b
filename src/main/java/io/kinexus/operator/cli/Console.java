package io.kinexus.operator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.kinexus.operator.api.Wire;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where answers and errors go.
 *
 * @param colour whether the answer goes to a terminal
 * @param environment the process's variables
 */
public record Console(PrintWriter out, PrintWriter err, boolean colour, Map<String, String> environment) {
    private static final ObjectWriter JSON = Wire.mapper().writerWithDefaultPrettyPrinter();

    /** The process's own. The launcher says whether a terminal reads the answer; {@code NO_COLOR} is honoured. */
    public static Console system() {
        boolean terminal =
                Boolean.getBoolean("kinexus.terminal") && !System.getenv().containsKey("NO_COLOR");
        return new Console(writer(System.out), writer(System.err), terminal, System.getenv());
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    void text(String text) {
        out.print(text);
        if (!text.endsWith("\n")) {
            out.println();
        }
        out.flush();
    }

    void json(Object answer) {
        try {
            out.println(JSON.writeValueAsString(answer));
            out.flush();
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One line of an answer. */
    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Something to know that is not part of the answer. */
    public void note(String line) {
        error(line);
    }

    void error(String line) {
        err.println(line);
        err.flush();
    }
}
