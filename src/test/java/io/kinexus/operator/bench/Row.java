package io.kinexus.operator.bench;

/**
 * One measured figure beside its budget.
 *
 * @param budget the most that is wanted, in the same unit; infinite where it is only reported
 */
record Row(String what, double measured, double budget, String unit) {

    String line() {
        String most = Double.isInfinite(budget) ? "-" : "%.1f".formatted(budget);
        return "%-62s %12.1f %12s  %-6s %s".formatted(what, measured, most, unit, measured <= budget ? "ok" : "OVER");
    }

    String json() {
        String most = Double.isInfinite(budget) ? "null" : "%.3f".formatted(budget);
        return "{\"what\":\"%s\",\"measured\":%.3f,\"budget\":%s,\"unit\":\"%s\"}"
                .formatted(what, measured, most, unit);
    }
}
