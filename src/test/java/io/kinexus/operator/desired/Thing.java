package io.kinexus.operator.desired;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Default;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Form;
import io.kinexus.operator.blueprint.Json;
import io.kinexus.operator.blueprint.Key;
import io.kinexus.operator.blueprint.Range;
import io.kinexus.operator.blueprint.Refers;
import io.kinexus.operator.blueprint.Schedule;
import io.kinexus.operator.blueprint.Value;
import io.kinexus.operator.blueprint.Verbatim;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every type that a declaration can hold, once. */
@Doc("A thing of the tests.")
record Thing(
        Optional<String> text,

        @Form(regex = "db\\.[a-z0-9]+", say = "a class such as db.t3")
        Optional<String> formed,

        @Range(min = 1, max = 10) Optional<Integer> count,
        Optional<Double> share,
        @Default("false") boolean flag,
        @Default("10m") @Range(min = 60, max = 3600) Duration pause,
        Optional<Instant> since,
        @Default("blue-green") Way way,
        Optional<Big> big,
        Map<String, Value> environment,
        @Range(max = 2) List<String> names,
        @Refers("thing") Optional<String> next,
        @Refers(value = "thing", qualified = true) List<String> others,

        @Refers(value = "thing", qualified = true, edge = false)
        Optional<String> loose,

        @Schedule(Schedule.Dialect.AWS) Optional<String> schedule,
        Optional<Json> pattern,
        @Key("for") Optional<String> about,
        Optional<Inner> inner)
        implements Declaration {
    enum Way {
        BLUE_GREEN,
        ROLLING
    }

    @Verbatim
    enum Big {
        FARGATE_SPOT
    }

    record Inner(String must, @Default("7") int may) {}
}
