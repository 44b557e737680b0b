package io.kinexus.operator.blueprint.environment;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Default;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Form;
import io.kinexus.operator.blueprint.Range;
import io.kinexus.operator.blueprint.Schedule;
import io.kinexus.operator.core.environment.Freeze.Allowed;
import io.kinexus.operator.core.environment.Mode;
import io.kinexus.operator.core.environment.Permit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where an environment runs, and what the loop may do there. One in each folder, named as the folder is. */
@Doc("An environment: its account and region, and what the loop may do there. One in each folder, with the folder's"
        + " name.")
public record EnvironmentDeclaration(
        @Doc("The folder of another environment whose documents this one starts from.")
        @Form(
                regex = "(\\.\\./)?[a-z][a-z0-9]*(-[a-z0-9]+)*/?",
                say = "another environment's folder such as ../production")
        Optional<String> base,

        @Doc("Whole words to replace in names and references of the base, before merging.")
        Map<String, String> rename,

        @Doc("The AWS account: twelve digits in quotes.") @Form(regex = "[0-9]{12}", say = "twelve digits in quotes")
        String account,

        @Doc("The AWS region.") @Form(regex = "[a-z]{2}(-[a-z]+){1,2}-[0-9]", say = "a region such as us-east-1")
        String region,

        @Doc("Whether the loop closes the gap, or only plans and reports.") @Default("enforce")
        Mode mode,

        @Doc("Tags for everything that can carry tags.") @Range(max = 40)
        Map<String, String> tags,

        @Doc("How often the live side is looked at.") @Default("{}")
        Reconcile reconcile,

        @Doc("The most that one turn may do.") @Default("{}")
        Limits limits,

        @Doc("What the environment may cost.") Optional<Budget> budget,
        @Doc("When nothing is changed.") List<Freeze> freeze,

        @Doc("Leave to delete or replace single stateful resources, each used once; never inherited from a base.")
        List<Leave> permits,

        @Doc("The ARN of the IAM policy that bounds what every role made here may do, as who governs the account"
                + " asks for it; a role without it, or with another, is put right. When left out, boundaries are"
                + " not looked at.")
        @Form(
                regex = "arn:[a-z-]+:iam::(aws|[0-9]{12}):policy/[A-Za-z0-9+=,.@_/-]+",
                say = "a policy's ARN such as arn:aws:iam::123456789012:policy/developers")
        Optional<String> permissionsBoundary)
        implements Declaration {

    /** How often. */
    public record Reconcile(
            @Doc("How often services and alarms are looked at.") @Default("60s") @Range(min = 5, max = 86400)
            Duration fast,

            @Doc("How often everything else is; at least as long as fast.") @Default("10m") @Range(min = 5, max = 86400)
            Duration slow) {}

    /** How much. */
    public record Limits(
            @Doc("A plan that removes from more declarations than this is held in all it removes.")
            @Default("3")
            @Range(min = 0, max = 1000)
            int maxDeletes,

            @Doc("How many services may change their running tasks at a time.")
            @Default("3")
            @Range(min = 1, max = 1000)
            int maxConcurrentRollouts) {}

    /** What it may cost. */
    public record Budget(
            @Doc("US dollars a month, at list prices.") @Range(min = 0, max = 1e9)
            double monthlyUsd,

            @Doc("Whether a plan that costs more is only marked, or held.") @Default("warn")
            OnExceed onExceed) {}

    /** What happens over budget. */
    public enum OnExceed {
        WARN,
        HOLD
    }

    /** Either from and to, or cron and duration. */
    public record Freeze(
            @Doc("What people call it.") @Range(min = 1, max = 100)
            String name,

            @Doc("The first moment of a freeze that comes once.")
            Optional<Instant> from,

            @Doc("The first moment after it.") Optional<Instant> to,

            @Doc("When a freeze that comes again begins: five Unix cron fields.") @Schedule(Schedule.Dialect.UNIX)
            Optional<String> cron,

            @Doc("How long each lasts.") @Range(min = 60, max = 31536000)
            Optional<Duration> duration,

            @Doc("Whose clock the cron fields mean, such as America/New_York; UTC when left out.")
            Optional<String> timeZone,

            @Doc("What may still happen inside.") List<Allowed> allow) {}

    /** One permit. */
    public record Leave(
            @Doc("What it allows.") Permit.Kind action,

            @Doc("The ARN of the live resource.") @Form(regex = "arn:[a-z-]+:[a-z0-9-]+:.+", say = "an ARN")
            String resource,

            @Doc("When it ends.") Instant until,

            @Doc("Why, for the journal.") @Range(min = 1, max = 500)
            String reason) {}
}
