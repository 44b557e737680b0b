package io.kinexus.operator.blueprint.function;

import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.Value;
import io.kinexus.operator.blueprint.service.Neighbour;
import io.kinexus.operator.blueprint.service.ServiceDeclaration;
import io.kinexus.operator.blueprint.service.WorkloadChecks;
import io.kinexus.operator.blueprint.task.TaskDeclaration;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Mistakes in a Function that its types cannot show; all of them. */
final class FunctionChecks {
    private static final int NAME = 64;
    private static final int VARIABLES = 4096;
    private static final String LETTERS = "[A-Za-z0-9_-]+";
    private static final String VARIABLE = "[A-Za-z][A-Za-z0-9_]+";

    /**
     * Runtimes that Lambda takes for no new function, with what comes after them.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html#runtimes-deprecated">Deprecated runtimes</a>
     */
    private static final Map<String, String> ENDED = Map.ofEntries(
            Map.entry("dotnetcore1.0", "dotnet8"),
            Map.entry("dotnetcore2.0", "dotnet8"),
            Map.entry("dotnetcore2.1", "dotnet8"),
            Map.entry("dotnetcore3.1", "dotnet8"),
            Map.entry("go1.x", "provided.al2023"),
            Map.entry("java8", "java21"),
            Map.entry("nodejs", "nodejs22.x"),
            Map.entry("nodejs4.3", "nodejs22.x"),
            Map.entry("nodejs6.10", "nodejs22.x"),
            Map.entry("nodejs8.10", "nodejs22.x"),
            Map.entry("nodejs10.x", "nodejs22.x"),
            Map.entry("nodejs12.x", "nodejs22.x"),
            Map.entry("nodejs14.x", "nodejs22.x"),
            Map.entry("provided", "provided.al2023"),
            Map.entry("python2.7", "python3.13"),
            Map.entry("python3.6", "python3.13"),
            Map.entry("python3.7", "python3.13"),
            Map.entry("ruby2.5", "ruby3.3"),
            Map.entry("ruby2.7", "ruby3.3"));

    private final FunctionDeclaration function;
    private final Site site;
    private final List<Flaw> flaws = new ArrayList<>();

    private FunctionChecks(FunctionDeclaration function, Site site) {
        this.function = function;
        this.site = site;
    }

    static List<Flaw> check(FunctionDeclaration function, Site site) {
        FunctionChecks checks = new FunctionChecks(function, site);
        checks.name();
        checks.code();
        checks.variables();
        checks.network();
        WorkloadChecks.retention(function.logRetention()).ifPresent(checks.flaws::add);
        return checks.flaws;
    }

    private void wrong(String path, String message) {
        flaws.add(new Flaw("spec." + path, message));
    }

    private void name() {
        String name = site.self().name();
        if (name.length() > NAME || !name.matches(LETTERS)) {
            flaws.add(new Flaw("metadata.name", "a function's name has at most " + NAME + " letters, digits, - and _"));
        }
    }

    private void code() {
        if (ENDED.containsKey(function.runtime())) {
            wrong(
                    "runtime",
                    function.runtime() + " is no longer offered by Lambda; the one that comes after it is "
                            + ENDED.get(function.runtime()));
        }
        if (function.handler().chars().anyMatch(Character::isWhitespace)) {
            wrong("handler", "must be without spaces, such as app.handler");
        }
        if (function.timeout().toMillis() % 1000 != 0) {
            wrong("timeout", "must be whole seconds");
        }
    }

    private void variables() {
        int size = 0;
        for (Map.Entry<String, Value> variable : new TreeMap<>(function.environment()).entrySet()) {
            String name = variable.getKey();
            if (!name.matches(VARIABLE) || name.startsWith("AWS_")) {
                wrong(
                        "environment." + name,
                        "must begin with a letter, have letters, digits and _, and not start with AWS_, which is"
                                + " Lambda's");
            }
            size += name.length();
            if (variable.getValue() instanceof Value.Text plain) {
                size += plain.text().getBytes(StandardCharsets.UTF_8).length;
            } else if (variable.getValue() instanceof Value.From from) {
                WorkloadChecks.value(site, "spec.environment." + name, from).ifPresent(flaws::add);
            }
        }
        if (size > VARIABLES) {
            wrong("environment", "has " + size + " bytes; Lambda takes at most " + VARIABLES + " of names and values");
        }
    }

    private void network() {
        String name = site.self().name();
        for (int i = 0; i < function.connectsTo().size(); i++) {
            String other = function.connectsTo().get(i);
            String kind = Neighbour.id(other).kind().value();
            if (function.network().isEmpty() && (kind.equals("database") || kind.equals("cache"))) {
                wrong(
                        "connectsTo[" + i + "]",
                        other + " is reached inside its network only; declare network beside it");
            }
        }
        boolean taken = site.find(ServiceDeclaration.class, name).isPresent()
                || site.find(TaskDeclaration.class, name).isPresent();
        if (function.network().isPresent() && taken) {
            flaws.add(new Flaw(
                    "metadata.name",
                    "a Service or Task has the same name, and with it the same network rules; give one of them another"
                            + " name"));
        }
    }
}
