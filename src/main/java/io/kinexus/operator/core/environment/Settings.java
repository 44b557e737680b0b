package io.kinexus.operator.core.environment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an Environment document says about the loop itself.
 *
 * @param fast how often services and alarms are looked at
 * @param slow how often everything else is
 * @param permissionsBoundary the ARN of the policy that bounds every role made here; empty where none is asked for
 */
public record Settings(
        String name,
        String account,
        String region,
        Mode mode,
        Map<String, String> tags,
        Duration fast,
        Duration slow,
        Limits limits,
        List<Freeze> freezes,
        List<Permit> permits,
        Optional<Budget> budget,
        Optional<String> permissionsBoundary) {
    public Settings {
        tags = Map.copyOf(tags);
        freezes = List.copyOf(freezes);
        permits = List.copyOf(permits);
    }

    /** The same with other limits. */
    public Settings limits(Limits other) {
        return new Settings(
                name, account, region, mode, tags, fast, slow, other, freezes, permits, budget, permissionsBoundary);
    }

    /** Without a budget or a boundary. */
    public Settings(
            String name,
            String account,
            String region,
            Mode mode,
            Map<String, String> tags,
            Duration fast,
            Duration slow,
            Limits limits,
            List<Freeze> freezes,
            List<Permit> permits) {
        this(
                name,
                account,
                region,
                mode,
                tags,
                fast,
                slow,
                limits,
                freezes,
                permits,
                Optional.empty(),
                Optional.empty());
    }
}
