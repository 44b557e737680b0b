package io.kinexus.operator.blueprint.cluster;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Default;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Form;
import io.kinexus.operator.blueprint.Range;
import io.kinexus.operator.blueprint.Verbatim;
import java.util.List;
import java.util.Optional;

/** An ECS cluster on Fargate. */
@Doc("An ECS cluster on Fargate, named as the document.")
public record ClusterDeclaration(
        @Doc("Whether CloudWatch Container Insights collects metrics; the account's own setting when left out.")
        Optional<Insights> containerInsights,

        @Doc("How tasks are spread over capacity providers, for every Service of the cluster; FARGATE alone when"
                + " left out.")
        List<Capacity> capacity,

        @Doc("The name or ARN of a cluster that a person made: used, never changed.")
        @Form(
                regex = "arn:[a-z-]+:ecs:[a-z0-9-]+:\\d{12}:cluster/[A-Za-z0-9_-]{1,255}|[A-Za-z0-9_-]{1,255}",
                say = "a cluster's name or ARN, such as arn:aws:ecs:us-east-1:123456789012:cluster/main")
        Optional<String> existing)
        implements Declaration {

    public ClusterDeclaration {
        capacity = List.copyOf(capacity);
    }

    /** As declared; FARGATE alone when nothing is said, and nothing for a cluster that exists with its own strategy. */
    public List<Capacity> strategy() {
        boolean usual = capacity.isEmpty() && existing.isEmpty();
        return usual ? List.of(new Capacity(Provider.FARGATE, 1, 0)) : capacity;
    }

    /** Values of ECS's {@code containerInsights} setting. */
    public enum Insights {
        ENABLED,
        ENHANCED,
        DISABLED
    }

    /** The capacity providers of Fargate. */
    @Verbatim
    public enum Provider {
        FARGATE,
        FARGATE_SPOT
    }

    /** One line of the strategy. */
    public record Capacity(
            @Doc("The capacity provider.") Provider provider,

            @Doc("Its share of the tasks above every base, in proportion to the other weights.")
            @Range(min = 0, max = 1000)
            @Default("1")
            int weight,

            @Doc("The least number of tasks that run on it; only one provider may have one.")
            @Range(min = 0, max = 100_000)
            @Default("0")
            int base) {}
}
