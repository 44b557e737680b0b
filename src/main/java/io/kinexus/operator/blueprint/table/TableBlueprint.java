package io.kinexus.operator.blueprint.table;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.kind.table.TableSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One table under the declaration's own name. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes")
public final class TableBlueprint implements Blueprint<TableDeclaration> {
    @Override
    public KindName name() {
        return new KindName("table");
    }

    @Override
    public Class<TableDeclaration> declaration() {
        return TableDeclaration.class;
    }

    @Override
    public List<Declared<?>> expand(TableDeclaration declaration, Site site) {
        String name = site.self().name();
        TableSpec spec = new TableSpec(
                name,
                key(
                        declaration,
                        declaration.keys().partition(),
                        declaration.keys().sort()),
                declaration.indexes().stream()
                        .map(index ->
                                new TableSpec.Index(index.name(), key(declaration, index.partition(), index.sort())))
                        .toList(),
                declaration.capacity().map(units -> new TableSpec.Capacity(units.read(), units.write())),
                declaration.pointInTimeRecovery(),
                declaration.ttl(),
                declaration.encryption() == TableDeclaration.Encryption.AWS_MANAGED,
                declaration.stream().map(Enum::name),
                declaration.deletionProtection());
        return List.of(Declared.of(site.id("table", name), site.self(), spec));
    }

    private static TableSpec.Keys key(TableDeclaration declaration, String partition, Optional<String> sort) {
        return new TableSpec.Keys(part(declaration, partition), sort.map(name -> part(declaration, name)));
    }

    private static TableSpec.Part part(TableDeclaration declaration, String name) {
        return new TableSpec.Part(
                name,
                Optional.ofNullable(declaration.attributes().get(name))
                        .orElseThrow()
                        .name());
    }

    /** DynamoDB wants the type of each key attribute, and of no other. */
    @Override
    public List<Flaw> check(TableDeclaration declaration, Site site) {
        List<Flaw> flaws = new ArrayList<>();
        Set<String> used = new HashSet<>();
        key(
                flaws,
                used,
                declaration,
                "spec.keys",
                declaration.keys().partition(),
                declaration.keys().sort());
        if (!site.self().name().matches("[a-zA-Z0-9_.-]{3,255}")) {
            flaws.add(new Flaw(
                    "metadata.name", "is the table's own name: 3 to 255 letters, digits, underscores, dots, hyphens"));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < declaration.indexes().size(); i++) {
            TableDeclaration.Index index = declaration.indexes().get(i);
            String path = "spec.indexes[" + i + "]";
            key(flaws, used, declaration, path, index.partition(), index.sort());
            if (!names.add(index.name())) {
                flaws.add(new Flaw(path + ".name", "another index has this name; choose another"));
            }
        }
        for (String attribute : declaration.attributes().keySet()) {
            if (!used.contains(attribute)) {
                flaws.add(new Flaw(
                        "spec.attributes." + attribute,
                        "is part of no key; only attributes of keys have a declared type"));
            }
        }
        boolean provisioned = declaration.billing() == TableDeclaration.Billing.PROVISIONED;
        if (provisioned != declaration.capacity().isPresent()) {
            flaws.add(new Flaw("spec.capacity", "must be given for provisioned billing, and only for it"));
        }
        return flaws;
    }

    private static void key(
            List<Flaw> flaws,
            Set<String> used,
            TableDeclaration declaration,
            String path,
            String partition,
            Optional<String> sort) {
        used.add(partition);
        sort.ifPresent(used::add);
        if (!declaration.attributes().containsKey(partition)) {
            flaws.add(new Flaw(path + ".partition", partition + " has no type; add it to attributes"));
        }
        sort.filter(name -> !declaration.attributes().containsKey(name))
                .ifPresent(name -> flaws.add(new Flaw(path + ".sort", name + " has no type; add it to attributes")));
        sort.filter(partition::equals)
                .ifPresent(name ->
                        flaws.add(new Flaw(path + ".sort", "the same as partition; must be another attribute")));
    }
}
