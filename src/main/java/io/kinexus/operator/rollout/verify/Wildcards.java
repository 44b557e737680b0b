package io.kinexus.operator.rollout.verify;

/**
 * IAM's patterns: a star stands for any characters, a question mark for one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">Wildcards</a>
 */
final class Wildcards {
    private Wildcards() {}

    /** In time of both lengths multiplied at worst, whatever the pattern. */
    static boolean match(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int from = 0;
        while (t < text.length()) {
            boolean same = p < pattern.length() && (pattern.charAt(p) == text.charAt(t) || pattern.charAt(p) == '?');
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                from = t;
            } else if (same) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++from;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
