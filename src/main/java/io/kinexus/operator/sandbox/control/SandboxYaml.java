package io.kinexus.operator.sandbox.control;

import io.kinexus.operator.sandbox.SandboxScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** {@code sandbox.yaml}: when the clock starts, what a person has made by hand, the load, and what goes wrong by itself. */
public final class SandboxYaml {
    private static final Set<String> TOP =
            Set.of("start", "randomSeed", "seed", "load", "suffixes", "faults", "events", "quotas");
    private static final Set<String> SEED = Set.of("secrets", "objects", "images", "certificates");
    private static final double MOST_SEED = 1L << 53;

    private final Terms terms;
    private final SandboxScript usual = SandboxScript.plain();

    private SandboxYaml(Terms terms) {
        this.terms = terms;
    }

    /**
     * @return the plain script when there is no such file
     * @throws IllegalArgumentException when the file is wrong: file, field, what is allowed
     */
    public static SandboxScript read(Path file) {
        try {
            return Files.exists(file)
                    ? parse(String.valueOf(file.getFileName()), Files.readString(file))
                    : SandboxScript.plain();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException when the text is wrong */
    public static SandboxScript parse(String name, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            Object loaded = new Yaml(new SafeConstructor(options)).load(text);
            return new SandboxYaml(Terms.of(name, loaded == null ? Map.of() : loaded)).script();
        } catch (YAMLException e) {
            throw new Terms.Wrong(name + ": " + e.getMessage());
        }
    }

    private SandboxScript script() {
        terms.only(TOP);
        Optional<Terms> seed = terms.object("seed");
        seed.ifPresent(s -> s.only(SEED));
        seed.ifPresent(SandboxYaml::checkImages);
        Optional<Terms> load = terms.object("load");
        Optional<Terms> everyone = load.flatMap(l -> l.object("default"));
        return new SandboxScript(
                terms.instant("start").orElse(usual.start()),
                terms.number("randomSeed")
                        .filter(n -> n < MOST_SEED)
                        .map(Double::longValue)
                        .orElse(usual.seed()),
                seed.map(SandboxYaml::secrets).orElse(List.of()),
                seed.map(SandboxYaml::objects).orElse(List.of()),
                seed.flatMap(s -> s.object("certificates"))
                        .map(SandboxYaml::validateAfter)
                        .orElse(usual.validateAfter()),
                everyone.flatMap(e -> e.number("perSecond")).orElse(usual.loadPerSecond()),
                load.map(SandboxYaml::loads).orElse(Map.of()),
                everyone.map(SandboxYaml::daily).orElse(usual.dailyShape()),
                terms.object("suffixes").map(SandboxYaml::suffixes).orElse(Map.of()),
                troubles(),
                quotas());
    }

    /** {@code enforced} or {@code off}, which YAML reads as false. */
    private boolean quotas() {
        String word = terms.text("quotas").orElse("off");
        if (!Set.of("enforced", "off", "false").contains(word)) {
            throw terms.wrong("quotas", "enforced or off, got " + word);
        }
        return word.equals("enforced");
    }

    private static void checkImages(Terms seed) {
        String images = seed.text("images").orElse("any");
        if (!images.equals("any")) {
            throw seed.wrong(
                    "images", "only 'any' is known, got " + images + "; a tag's suffix makes an image missing");
        }
    }

    private static List<String> secrets(Terms seed) {
        return seed.list("secrets").stream().map(String::valueOf).toList();
    }

    private static List<SandboxScript.CodeObject> objects(Terms seed) {
        List<SandboxScript.CodeObject> objects = new ArrayList<>();
        for (Object item : seed.list("objects")) {
            Terms object = Terms.of("seed.objects[" + objects.size() + "]", item);
            object.only(Set.of("bucket", "key"));
            objects.add(new SandboxScript.CodeObject(need(object, "bucket"), need(object, "key")));
        }
        return objects;
    }

    private static String need(Terms terms, String field) {
        return terms.text(field).orElseThrow(() -> terms.wrong(field, "missing"));
    }

    /** {@code never}, or a duration. */
    private static Optional<Duration> validateAfter(Terms certificates) {
        certificates.only(Set.of("validateAfter"));
        return certificates.text("validateAfter").equals(Optional.of("never"))
                ? Optional.empty()
                : certificates.duration("validateAfter");
    }

    private static Map<String, Double> loads(Terms load) {
        Map<String, Double> loads = new LinkedHashMap<>();
        load.all().keySet().stream().filter(name -> !name.equals("default")).forEach(name -> {
            Terms one = load.object(name).orElseThrow();
            one.only(Set.of("perSecond"));
            loads.put(name, one.number("perSecond").orElseThrow(() -> one.wrong("perSecond", "missing")));
        });
        return loads;
    }

    private static boolean daily(Terms everyone) {
        everyone.only(Set.of("perSecond", "shape"));
        String shape = everyone.text("shape").orElse("flat");
        if (!Set.of("daily", "flat").contains(shape)) {
            throw everyone.wrong("shape", "daily or flat, got " + shape);
        }
        return shape.equals("daily");
    }

    private static Map<String, String> suffixes(Terms terms) {
        Map<String, String> suffixes = new LinkedHashMap<>();
        terms.all().forEach((suffix, like) -> suffixes.put(suffix, String.valueOf(like)));
        return suffixes;
    }

    /** Faults as they stand, events as the edits that they are; both are checked here, and take effect at the start. */
    private List<Map<String, Object>> troubles() {
        List<Map<String, Object>> troubles = new ArrayList<>();
        for (Object fault : terms.list("faults")) {
            troubles.add(Terms.of("faults[" + troubles.size() + "]", fault).all());
        }
        for (Object event : terms.list("events")) {
            Map<String, Object> edit = Terms.of("events", event).all();
            edit.put("fault", "external-edit");
            troubles.add(edit);
        }
        return Trouble.of("faults", troubles, usual.seed()).isEmpty() ? List.of() : List.copyOf(troubles);
    }
}
