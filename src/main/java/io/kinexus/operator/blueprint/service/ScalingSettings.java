package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Default;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Form;
import io.kinexus.operator.blueprint.Range;
import io.kinexus.operator.blueprint.Schedule;
import java.util.List;
import java.util.Optional;

/** How many tasks run: the scaler decides between the bounds. */
public record ScalingSettings(
        @Doc("The fewest tasks.") @Range(min = 0, max = 5000)
        int min,

        @Doc("The most tasks.") @Range(min = 0, max = 5000) int max,

        @Doc("Average CPU to hold, in percent.") @Range(min = 1, max = 100)
        Optional<Double> cpu,

        @Doc("Average memory to hold, in percent.") @Range(min = 1, max = 100)
        Optional<Double> memory,

        @Doc("Requests a minute that each task should take.") @Range(min = 1)
        Optional<Double> requestsPerTarget,

        @Doc("Other bounds at set times.") List<Bounds> schedules) {
    public ScalingSettings {
        schedules = List.copyOf(schedules);
    }

    /** New bounds from a moment on. */
    public record Bounds(
            @Doc("Its name, unique in the Service.")
            @Form(
                    regex = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
                    say = "lower-case letters, digits and hyphens, such as night")
            String name,

            @Doc("When: AWS's cron(minutes hours day-of-month month day-of-week year) or rate(...).")
            @Schedule(Schedule.Dialect.AWS)
            String schedule,

            @Doc("The fewest tasks from then on.") @Range(min = 0, max = 5000)
            Optional<Integer> min,

            @Doc("The most tasks from then on.") @Range(min = 0, max = 5000)
            Optional<Integer> max,

            @Doc("The IANA time zone of the schedule.") @Default("UTC")
            String timeZone) {}
}
