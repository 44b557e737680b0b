package io.kinexus.operator.desired;

import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.bucket.BucketDeclaration;
import io.kinexus.operator.blueprint.cluster.ClusterDeclaration;
import io.kinexus.operator.blueprint.environment.EnvironmentBlueprint;
import io.kinexus.operator.blueprint.secret.SecretDeclaration;
import io.kinexus.operator.blueprint.service.ServiceDeclaration;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.engine.DesiredState.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Folders of YAML that a test writes, with a few kinds. */
final class Folders {
    static final Kinds KINDS = new Kinds(List.<Blueprint<?>>of(
            new EnvironmentBlueprint(),
            new Only<>(new KindName("thing"), Thing.class, Folders::flaws),
            Only.of("bucket", BucketDeclaration.class),
            Only.of("cluster", ClusterDeclaration.class),
            Only.of("secret", SecretDeclaration.class),
            Only.of("service", ServiceDeclaration.class)));

    /** Texts that begin with flaw are one, and speak of what follows. */
    private static List<Flaw> flaws(Thing thing) {
        return thing
                .text()
                .filter(text -> text.startsWith("flaw"))
                .map(text -> new Flaw(
                        "spec.text",
                        "must not begin with flaw" + (text.length() > 4 ? " or speak of" + text.substring(4) : "")))
                .stream()
                .toList();
    }

    private final Path root;

    Folders(Path root) {
        this.root = root;
    }

    /** A file below the root; its folders are made. */
    Folders file(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An environment of this name in {@code environment.yaml}, with more lines in its spec. */
    Folders environment(String name, String... spec) {
        return file(name + "/environment.yaml", """
            apiVersion: kinexus.io/v1
            kind: Environment
            metadata: {name: %s}
            spec:
              account: "123456789012"
              region: us-east-1
            """.formatted(name) + lines(spec));
    }

    /** A document of some kind whose spec begins in line 5. */
    static String document(String kind, String name, String... spec) {
        return "apiVersion: kinexus.io/v1\nkind: " + kind + "\nmetadata: {name: " + name + "}\nspec:"
                + (spec.length == 0 ? " {}\n" : "\n" + lines(spec));
    }

    private static String lines(String... spec) {
        StringBuilder text = new StringBuilder();
        for (String line : spec) {
            text.append("  ").append(line).append('\n');
        }
        return text.toString();
    }

    DesiredFolder folder() {
        return new DesiredFolder(root, KINDS);
    }

    /** Without the root before each line. */
    List<String> problems(String environment) {
        return folder().read(environment).<List<String>>fold(desired -> List.of(), this::relative);
    }

    List<String> problems() {
        return relative(folder().problems());
    }

    private List<String> relative(List<String> lines) {
        return lines.stream().map(line -> line.replace(root + "/", "")).toList();
    }

    Desired desired(String environment) {
        Reading reading = folder().read(environment);
        Optional<Desired> desired = reading.fold(Optional::of, problems -> Optional.empty());
        return desired.orElseThrow(() -> new AssertionError(problems(environment)));
    }

    /** A Thing as it was bound, overlays and all. */
    Thing bound(String environment, String name) {
        Source source = new Sources(new SourceFolder(new DiskTree(root)), new ParsedFiles(KINDS)).merged(environment);
        Document document = source.documents().stream()
                .filter(it -> it.is("thing") && it.name().equals(name))
                .findFirst()
                .orElseThrow();
        Problems problems = new Problems();
        Binding binding = new Binding(document.at(), KINDS, problems);
        return (Thing) document.kind()
                .shape()
                .bind(document.spec(), "spec", binding)
                .orElseThrow(() -> new AssertionError(problems.lines()));
    }
}
