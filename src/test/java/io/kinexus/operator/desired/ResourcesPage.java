package io.kinexus.operator.desired;

import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.Owner;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Spec;
import io.kinexus.operator.engine.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every kind of AWS resource with its table: what is compared, who owns it, and what a difference leads to. */
final class ResourcesPage {
    private final Map<KindName, List<Declared<?>>> samples;

    ResourcesPage(Map<KindName, List<Declared<?>>> samples) {
        this.samples = samples;
    }

    String text() {
        StringBuilder page = new StringBuilder("""
            <!-- Generated from the kinds; do not edit. -->
            # Resources

            What the declarations become in AWS. A plan shows these fields under AWS's own names. Only what **git** owns can drift; a
            difference is closed in place, by a **rollout** (tasks are replaced by the service's strategy), or by a **replace**
            (deleted and created, through the gates).
            """);
        Kinds.installed().all().forEach(kind -> section(page, kind));
        return page.toString();
    }

    private <S extends Spec> void section(StringBuilder page, ResourceKind<S, ?> kind) {
        page.append("\n## ").append(kind.name()).append('\n');
        if (kind.stateful()) {
            page.append("Holds data: never deleted or replaced without a permit that names its ARN.\n");
        }
        page.append(kind.fast() ? "Seen in every fast turn.\n" : "Seen in every full turn.\n");
        page.append("Looked at with ").append(look(kind.floor())).append(".\n");
        page.append("Made with ").append(kind.creation().needs()).append(".\n");
        if (!kind.fields().rows().isEmpty()) {
            page.append("\n| field | owner | a difference is closed by |\n|---|---|---|\n");
            kind.fields().rows().forEach(row -> row(page, kind, row));
        }
        if (!kind.fields().unmanaged().isEmpty()) {
            page.append("\nNot compared:\n");
            new TreeMap<>(kind.fields().unmanaged()).forEach((property, why) -> page.append("- `")
                    .append(property)
                    .append("`: ")
                    .append(why)
                    .append('\n'));
        }
        page.append("\nActions: ")
                .append(kind.permissions().stream()
                        .map(Permission::action)
                        .distinct()
                        .sorted()
                        .map(action -> "`" + action + "`")
                        .collect(Collectors.joining(" ")))
                .append(".\n");
    }

    /** The least number of calls. */
    private static String look(Floor floor) {
        List<String> calls = new ArrayList<>();
        if (floor.pageSize() > 0) {
            calls.add((floor.listings() == 1 ? "one call" : floor.listings() + " calls")
                    + (floor.pageSize() == 1 ? " for each" : " for each " + floor.pageSize())
                    + (floor.untagged() ? ", also where none is declared, since tags do not show what is left" : ""));
        }
        if (floor.callsPerItem() > 0) {
            calls.add(floor.callsPerItem() + (calls.isEmpty() ? "" : " more") + " for each by itself");
        }
        return calls.isEmpty() ? "no call of its own" : String.join("; ", calls);
    }

    private <S extends Spec> void row(StringBuilder page, ResourceKind<S, ?> kind, Field<S, ?, ?> row) {
        TreeSet<Owner> owners = samples.getOrDefault(kind.name(), List.of()).stream()
                .map(sample -> row.owner().apply(kind.specType().cast(sample.spec())))
                .collect(Collectors.toCollection(TreeSet::new));
        String who = owners.isEmpty()
                ? "git"
                : owners.stream().map(ResourcesPage::word).collect(Collectors.joining(" or "));
        String passing = row.meanwhile()
                .map(other -> "; " + word(other) + " while it moves")
                .orElse("");
        page.append("| `").append(row.path()).append("` | ").append(who).append(passing);
        page.append(" | ").append(closed(row)).append(" |\n");
    }

    private static String closed(Field<?, ?, ?> row) {
        return row.follows()
                ? "follows AWS, in place"
                : row.effect() == Effect.IN_PLACE ? "in place" : word(row.effect());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
