package io.kinexus.operator.sandbox.elbv2;

/** Whether a status passes a health check: {@code 200}, {@code 200,202} or {@code 200-299}. */
final class Matching {
    private Matching() {}

    static boolean passes(String codes, int status) {
        for (String part : codes.split(",")) {
            String[] ends = part.trim().split("-", 2);
            int from = Integer.parseInt(ends[0]);
            int to = ends.length == 1 ? from : Integer.parseInt(ends[1]);
            if (status >= from && status <= to) {
                return true;
            }
        }
        return false;
    }
}
