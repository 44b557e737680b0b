package io.kinexus.operator.blueprint.environment;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.Zones;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Checks what an environment says about itself; it makes no resource of its own. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes")
public final class EnvironmentBlueprint implements Blueprint<EnvironmentDeclaration> {
    private static final int TAG_KEY = 128;
    /** What every service that the operator tags takes. */
    private static final String TAG_CHARACTERS = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*";

    private static final int TAG_VALUE = 256;

    @Override
    public KindName name() {
        return new KindName("environment");
    }

    @Override
    public Class<EnvironmentDeclaration> declaration() {
        return EnvironmentDeclaration.class;
    }

    @Override
    public List<Declared<?>> expand(EnvironmentDeclaration declaration, Site site) {
        return List.of();
    }

    @Override
    public List<Flaw> check(EnvironmentDeclaration declaration, Site site) {
        return flaws(declaration);
    }

    /** Everything that needs no other declaration to be seen. */
    public static List<Flaw> flaws(EnvironmentDeclaration declaration) {
        List<Flaw> flaws = new ArrayList<>();
        if (declaration.reconcile().slow().compareTo(declaration.reconcile().fast()) < 0) {
            flaws.add(new Flaw("spec.reconcile.slow", "shorter than fast; must be at least as long"));
        }
        for (Map.Entry<String, String> tag : declaration.tags().entrySet()) {
            tag(flaws, tag.getKey(), tag.getValue());
        }
        for (int i = 0; i < declaration.freeze().size(); i++) {
            freeze(flaws, "spec.freeze[" + i + "]", declaration.freeze().get(i));
        }
        declaration.rename().forEach((word, other) -> {
            if (!word.matches("[A-Za-z0-9]+([-/._][A-Za-z0-9]+)*")
                    || !other.matches("[A-Za-z0-9]+([-/._][A-Za-z0-9]+)*")) {
                flaws.add(new Flaw("spec.rename." + word, "must turn one whole word of names into another"));
            }
        });
        if (!declaration.rename().isEmpty() && declaration.base().isEmpty()) {
            flaws.add(new Flaw("spec.rename", "renames nothing without a base; add base, or remove it"));
        }
        return flaws;
    }

    /** @see <a href="https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html">Tag limits</a> */
    private static void tag(List<Flaw> flaws, String key, String value) {
        String lower = key.toLowerCase(Locale.ROOT);
        if (lower.startsWith("aws:") || lower.startsWith("kinexus:")) {
            flaws.add(new Flaw("spec.tags." + key, "tags that start with aws: or kinexus: are set by them alone"));
        }
        if (key.isEmpty() || key.length() > TAG_KEY || value.length() > TAG_VALUE) {
            flaws.add(
                    new Flaw("spec.tags." + key, "a tag has a key of 1 to 128 characters and a value of at most 256"));
        }
        if (!(key + value).matches(TAG_CHARACTERS)) {
            flaws.add(new Flaw(
                    "spec.tags." + key, "a tag holds letters, digits, spaces and _ . : / = + - @, and nothing else"));
        }
    }

    private static void freeze(List<Flaw> flaws, String path, EnvironmentDeclaration.Freeze freeze) {
        boolean once = freeze.from().isPresent() || freeze.to().isPresent();
        boolean again = freeze.cron().isPresent() || freeze.duration().isPresent();
        boolean whole = once
                ? freeze.from().isPresent() && freeze.to().isPresent() && !again
                : freeze.cron().isPresent() && freeze.duration().isPresent();
        if (!whole) {
            flaws.add(new Flaw(path, "must have either from and to, or cron and duration"));
            return;
        }
        if (once && !freeze.from().orElseThrow().isBefore(freeze.to().orElseThrow())) {
            flaws.add(new Flaw(path + ".to", "not after from; must be later"));
        }
        if (once && freeze.timeZone().isPresent()) {
            flaws.add(new Flaw(path + ".timeZone", "from and to carry their own offset; it belongs to cron only"));
        }
        Zones.flaw(path + ".timeZone", freeze.timeZone()).ifPresent(flaws::add);
    }
}
