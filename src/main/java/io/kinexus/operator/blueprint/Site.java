package io.kinexus.operator.blueprint;

import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.Reference;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.List;
import java.util.Optional;

/** Where a declaration stands: its environment, its own name, and what else is declared beside it. */
public interface Site {
    Settings settings();

    /** The declaration being expanded. */
    DeclarationId self();

    /** Another declaration of this environment, by its record and name. */
    <D extends Declaration> Optional<D> find(Class<D> type, String name);

    /** The name and value of every declaration of one type, in order of name. */
    <D extends Declaration> List<Named<D>> all(Class<D> type);

    /** Whether a declaration's kind converges yet; what waits for the others says so. */
    boolean managed(DeclarationId other);

    /** A declaration with its name. */
    record Named<D extends Declaration>(String name, D spec) {}

    default String environment() {
        return settings().name();
    }

    default ResourceId id(String kind, String name) {
        return ResourceId.of(environment(), kind, name);
    }

    /** The text that stands for another resource's output: {@code ref("vpc", "main", "vpcId")}. */
    default String ref(String kind, String name, String output) {
        return Reference.to(id(kind, name), output).toString();
    }

    /** {@code <environment>-<name>-<suffix>} within the API's limit. */
    default String derived(String name, String suffix, int limit) {
        return Names.derived(environment(), name, suffix, limit);
    }
}
