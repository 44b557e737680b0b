package io.kinexus.operator.bench;

/**
 * One measured figure beside its budget.
 *
 * @param budget the most that is wanted, in the same unit
 */
record Row(String what, double measured, double budget, String unit) {

    String line() {
        return "%-62s %12.1f %12.1f  %-6s %s"
                .formatted(what, measured, budget, unit, measured <= budget ? "ok" : "OVER");
    }

    String json() {
        return "{\"what\":\"%s\",\"measured\":%.3f,\"budget\":%.3f,\"unit\":\"%s\"}"
                .formatted(what, measured, budget, unit);
    }
}
