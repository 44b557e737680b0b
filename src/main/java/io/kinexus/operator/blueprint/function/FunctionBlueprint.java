package io.kinexus.operator.blueprint.function;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.Value;
import io.kinexus.operator.blueprint.service.Neighbour;
import io.kinexus.operator.blueprint.service.ServiceDeclaration.Architecture;
import io.kinexus.operator.blueprint.service.WorkloadRoles;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.function.FunctionSpec;
import io.kinexus.operator.kind.functionalias.FunctionAliasSpec;
import io.kinexus.operator.kind.loggroup.LogGroupSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A Function: its role, its log group, the function, and the alias {@code live}, which others call. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class FunctionBlueprint implements Blueprint<FunctionDeclaration> {
    /** The alias that follows the newest version. */
    public static final String ALIAS = "live";

    private static final KindName NAME = new KindName("function");

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Class<FunctionDeclaration> declaration() {
        return FunctionDeclaration.class;
    }

    @Override
    public List<Flaw> check(FunctionDeclaration declaration, Site site) {
        return FunctionChecks.check(declaration, site);
    }

    @Override
    public List<Declared<?>> expand(FunctionDeclaration declaration, Site site) {
        String name = site.self().name();
        FunctionRole role = new FunctionRole(declaration, site);
        FunctionNetwork network = new FunctionNetwork(declaration, site);
        ResourceId logs = site.id("log-group", name + "-function");
        List<Declared<?>> all = new ArrayList<>();
        all.add(role.declared());
        all.add(Declared.of(logs, site.self(), new LogGroupSpec(FunctionRole.logGroup(site), Optional.of((int)
                declaration.logRetention().toDays()))));
        all.addAll(network.declared());
        Set<ResourceId> first = new LinkedHashSet<>(network.first());
        first.add(role.id());
        first.add(logs);
        all.add(Declared.of(site.id("function", name), site.self(), function(declaration, site, network))
                .after(first)
                .notes(notes(declaration, site, network))
                .waitsFor(missing(declaration, site)));
        all.add(Declared.of(
                site.id("function-alias", name),
                site.self(),
                new FunctionAliasSpec(
                        site.ref("function", name, "name"), ALIAS, site.ref("function", name, "version"))));
        return all;
    }

    private static FunctionSpec function(FunctionDeclaration function, Site site, FunctionNetwork network) {
        return new FunctionSpec(
                site.self().name(),
                function.runtime(),
                function.handler(),
                WorkloadRoles.arn(site, FunctionRole.SUFFIX),
                site.ref("bucket", function.code().bucket(), "name"),
                function.code().key(),
                function.code().version(),
                function.memory(),
                (int) function.timeout().toSeconds(),
                function.architecture() == Architecture.ARM64 ? "arm64" : "x86_64",
                environment(function, site),
                FunctionRole.logGroup(site),
                network.subnets(),
                network.groups(),
                function.concurrency());
    }

    private static Map<String, String> environment(FunctionDeclaration function, Site site) {
        Map<String, String> variables = new TreeMap<>();
        Neighbour neighbour = new Neighbour(site);
        function.environment().forEach((variable, value) -> {
            if (value instanceof Value.Text plain) {
                variables.put(variable, plain.text());
            } else if (value instanceof Value.From from) {
                neighbour.value(from).ifPresent(text -> variables.put(variable, text));
            }
        });
        return variables;
    }

    /** Declarations of which a variable needs a value that only AWS can tell, and that are not managed yet. */
    private static List<DeclarationId> missing(FunctionDeclaration function, Site site) {
        Neighbour neighbour = new Neighbour(site);
        return function.environment().values().stream()
                .filter(Value.From.class::isInstance)
                .map(Value.From.class::cast)
                .filter(from ->
                        !site.managed(from.from()) && neighbour.value(from).isEmpty())
                .map(Value.From::from)
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> notes(FunctionDeclaration function, Site site, FunctionNetwork network) {
        List<String> notes = new ArrayList<>();
        function.reaches().stream()
                .map(Neighbour::id)
                .filter(other -> !site.managed(other))
                .distinct()
                .sorted()
                .forEach(other -> notes.add("waits for " + other + ", not managed yet"));
        notes.addAll(network.notes());
        return notes;
    }
}
