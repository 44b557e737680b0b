package io.kinexus.operator.bench;

import java.util.List;
import java.util.Map;

/** The usual environment of rollouts, by another strategy. */
final class RolloutYaml {
    private static final Map<String, String> WORDS = Map.of(
            "rolling", "    strategy: rolling\n    watch: 30m\n",
            "blue-green", "    strategy: blue-green\n    bake: 10m\n    watch: 30m\n",
            "canary", "    strategy: canary\n    percent: 5\n    stepBake: 10m\n    bake: 10m\n    watch: 30m\n",
            "linear", "    strategy: linear\n    step: 25\n    stepBake: 5m\n    bake: 10m\n    watch: 30m\n");

    static final List<String> STRATEGIES = List.of("rolling", "blue-green", "canary", "linear");

    private RolloutYaml() {}

    static String by(String strategy, String yaml) {
        int from = yaml.indexOf("    strategy: canary");
        int to = yaml.indexOf("    deadline:");
        return yaml.substring(0, from) + WORDS.get(strategy) + yaml.substring(to);
    }

    static String withoutMigration(String yaml) {
        int from = yaml.indexOf("  migrate:");
        return yaml.substring(0, from) + yaml.substring(yaml.indexOf('\n', from) + 1);
    }
}
