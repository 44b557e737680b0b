package io.kinexus.operator.blueprint.table;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads and checks a Table; no kind of resource stands behind it yet. */
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
    public boolean managed() {
        return false;
    }

    @Override
    public List<Declared<?>> expand(TableDeclaration declaration, Site site) {
        return List.of();
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
