package io.kinexus.operator.support;

import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.sandbox.SandboxScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One environment, {@code data}, whose documents are one file that the test writes again. */
public final class OneFile {
    private static final String HEAD = """
        apiVersion: kinexus.io/v1
        kind: Environment
        metadata: {name: data}
        spec: {account: "123456789012", region: us-east-1%s}
        """;

    private final Path file;
    public final Operated operated;

    public OneFile(Path folder, String... documents) {
        try {
            file = Files.createDirectories(folder.resolve("data")).resolve("all.yaml");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        write("", documents);
        operated = new Operated(new DesiredFolder(folder, Kinds.installed()), "data", SandboxScript.plain());
    }

    /** @param settings further fields of the Environment's spec, such as {@code , permits: []} */
    public void write(String settings, String... documents) {
        StringBuilder text = new StringBuilder(HEAD.formatted(settings));
        for (String document : documents) {
            text.append("---\napiVersion: kinexus.io/v1\n").append(document);
        }
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Writes the file and makes one turn for it. */
    public Turned commit(String settings, String... documents) {
        write(settings, documents);
        return operated.turn("commit");
    }

    /** {@code kind/name action outcome} of each step that was not kept. */
    public static List<String> lines(Turned turned) {
        return turned.run().lines().stream()
                .map(line -> line.resource().substring(line.resource().indexOf('/') + 1) + " " + line.action() + " "
                        + line.outcome())
                .toList();
    }
}
