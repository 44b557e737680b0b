package io.kinexus.operator.desired;

import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.environment.EnvironmentBlueprint;
import io.kinexus.operator.blueprint.environment.EnvironmentDeclaration;
import io.kinexus.operator.core.environment.Limits;
import io.kinexus.operator.core.environment.Mode;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.engine.Desired;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One environment's documents on their way from nodes to resources, with everything that is wrong on the way. */
final class Declarations {
    /** Of a tag's value. */
    private static final int LONGEST = 256;

    private static final int SHOWN = 60;

    private final Source source;
    private final Kinds kinds;
    private final Problems problems;
    private final SortedMap<DeclarationId, Document> documents = new TreeMap<>();
    private final SortedMap<DeclarationId, Declaration> bound = new TreeMap<>();
    private final Map<DeclarationId, Failed> unsound = new HashMap<>();
    private final Settings settings;

    Declarations(Source source, Kinds kinds, Problems problems) {
        this.source = source;
        this.kinds = kinds;
        this.problems = problems;
        source.documents().forEach(document -> documents.put(document.id(), document));
        documents.values().forEach(this::bind);
        this.settings = source.settings()
                .map(Document::id)
                .filter(id -> !unsound.containsKey(id))
                .flatMap(id -> Optional.ofNullable(bound.get(id)))
                .map(EnvironmentDeclaration.class::cast)
                .filter(spec -> EnvironmentBlueprint.flaws(spec).isEmpty())
                .map(spec -> SettingsOf.of(source.environment(), spec))
                .orElseGet(this::standIn);
    }

    private void bind(Document document) {
        Binding binding = new Binding(document.at(), kinds, problems);
        Optional<Declaration> spec = document.kind()
                .shape()
                .bind(document.spec(), Document.SPEC, binding)
                .map(Declaration.class::cast);
        spec.ifPresent(read -> bound.put(document.id(), read));
        if (spec.isEmpty() || !binding.failed().none()) {
            unsound.put(document.id(), binding.failed());
        }
    }

    /** While the Environment itself has mistakes, so that those of the others are still found. Nothing is expanded by it. */
    private Settings standIn() {
        return new Settings(
                source.environment(),
                written("account").orElse("000000000000"),
                written("region").orElse("us-east-1"),
                Mode.OBSERVE,
                Map.of(),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                new Limits(0, 0),
                List.of(),
                List.of());
    }

    private Optional<String> written(String key) {
        return source.settings().flatMap(document -> document.spec().text(key));
    }

    /** References and what blueprints say; names claimed by others are not looked at here. */
    void check() {
        SortedMap<DeclarationId, SortedSet<DeclarationId>> named =
                new ReferenceCheck(source.documents(), kinds, problems).check();
        bound.forEach((id, spec) -> {
            SortedSet<DeclarationId> others = named.getOrDefault(id, new TreeSet<>());
            if (bound.keySet().containsAll(others)) {
                check(id, spec, others);
            }
        });
    }

    private void check(DeclarationId id, Declaration spec, Set<DeclarationId> named) {
        Failed failed = unsound.getOrDefault(id, new Failed());
        Set<DeclarationId> uncertain = new TreeSet<>(named);
        uncertain.retainAll(unsound.keySet());
        Document document = Objects.requireNonNull(documents.get(id), "bound from nowhere");
        for (Flaw flaw : flaws(document.kind().blueprint(), id, spec)) {
            if (!failed.explains(flaw) && !Failed.speaksOf(uncertain, flaw)) {
                problems.add(document.place(flaw.path()), flaw.path(), flaw.message());
            }
        }
    }

    private <D extends Declaration> List<Flaw> flaws(Blueprint<D> blueprint, DeclarationId id, Declaration spec) {
        return blueprint.check(blueprint.declaration().cast(spec), site(id));
    }

    private DeclaredSite site(DeclarationId id) {
        return new DeclaredSite(settings, id, bound, kinds);
    }

    /** Only for an environment without mistakes; empty when two declarations ask for the same resource. */
    Optional<Desired> expand() {
        if (!problems.none() || !unsound.isEmpty()) {
            throw new IllegalStateException("only an environment without mistakes is expanded: " + unsound.keySet());
        }
        List<Declared<?>> resources = new ArrayList<>();
        List<DeclarationId> waiting = new ArrayList<>();
        documents.forEach((id, document) -> {
            Blueprint<?> blueprint = document.kind().blueprint();
            if (blueprint.managed()) {
                expand(blueprint, id, bound.get(id)).forEach(one -> resources.add(told(one, document)));
            } else {
                waiting.add(id);
            }
        });
        sameTwice(resources);
        tooLong(resources);
        return problems.none()
                ? Optional.of(new Desired(settings, source.commit(), resources, waiting))
                : Optional.empty();
    }

    /** What was renamed is shown by the name that it has in AWS; this says how the files call it. */
    private static Declared<?> told(Declared<?> one, Document document) {
        return document.calledNow()
                .<Declared<?>>map(name -> one.notes(Stream.concat(
                                Stream.of("moved: the files call it "
                                        + document.kind().name() + "/" + name),
                                one.notes().stream())
                        .toList()))
                .orElse(one);
    }

    private <D extends Declaration> List<Declared<?>> expand(
            Blueprint<D> blueprint, DeclarationId id, @Nullable Declaration spec) {
        return blueprint.expand(
                blueprint.declaration().cast(Objects.requireNonNull(spec, "an unbound " + id)), site(id));
    }

    /** A resource's name is what our tag on it says, and no tag of AWS is longer. */
    private void tooLong(List<Declared<?>> resources) {
        Set<DeclarationId> said = new HashSet<>();
        for (Declared<?> resource : resources) {
            Document document = documents.get(resource.from());
            String local = resource.id().local();
            if (local.length() > LONGEST && document != null && said.add(resource.from())) {
                problems.add(
                        document.nameAt(),
                        "metadata.name",
                        "makes " + local.substring(0, SHOWN) + "..., of " + local.length()
                                + " characters with the names in it; must be at most " + LONGEST);
            }
        }
    }

    private void sameTwice(List<Declared<?>> resources) {
        Map<ResourceId, Declared<?>> first = new HashMap<>();
        for (Declared<?> resource : resources) {
            Declared<?> before = first.putIfAbsent(resource.id(), resource);
            Document document = documents.get(resource.from());
            if (before != null && document != null) {
                problems.add(
                        document.nameAt(),
                        "metadata.name",
                        resource.from() + " and " + before.from() + " both make "
                                + resource.id().local() + "; give one of them another name");
            }
        }
    }
}
