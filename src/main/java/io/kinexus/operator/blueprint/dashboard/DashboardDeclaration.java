package io.kinexus.operator.blueprint.dashboard;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Key;
import io.kinexus.operator.blueprint.Range;
import io.kinexus.operator.blueprint.Refers;
import java.util.List;

/** A dashboard. */
@Doc("A CloudWatch dashboard over the usual metrics of what it is for.")
public record DashboardDeclaration(
        @Doc("What it shows, in this order.")
        @Key("for")
        @Refers(
                value = {
                    "service",
                    "database",
                    "cache",
                    "load-balancer",
                    "function",
                    "table",
                    "http-api",
                    "topic",
                    "event-bus"
                },
                qualified = true)
        @Range(min = 1, max = 100)
        List<String> about)
        implements Declaration {}
