package io.kinexus.operator.sandbox.ecs.shift;

/**
 * A percentage as two weights of a listener rule, whole numbers from 0 to 999.
 *
 * @param fresh the new revision's target group's
 * @param before the other's
 */
public record Split(int fresh, int before) {
    private static final int HUNDRED = 100;
    private static final int THOUSAND = 1000;

    /** @param percent a multiple of 0.1 */
    public static Split of(double percent) {
        int tenths = (int) Math.round(percent * THOUSAND / HUNDRED);
        boolean whole = tenths % (THOUSAND / HUNDRED) == 0;
        int fresh = whole ? tenths * HUNDRED / THOUSAND : tenths;
        return new Split(fresh, (whole ? HUNDRED : THOUSAND) - fresh);
    }
}
