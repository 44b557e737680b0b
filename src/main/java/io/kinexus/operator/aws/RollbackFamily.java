package io.kinexus.operator.aws;

import io.kinexus.operator.core.resource.Names;

/**
 * The family of task definitions beside a service's own, in which a revision is copied that a rollback goes to with its
 * secrets pinned: in the own family a copy would look like the newest revision.
 */
public final class RollbackFamily {
    private static final String SUFFIX = "-rollback";
    private static final int LONGEST = 255;

    private RollbackFamily() {}

    /** The family for copies; itself where it is one. */
    public static String of(String family) {
        return family.endsWith(SUFFIX) ? family : Names.cut(family + SUFFIX, LONGEST);
    }

    /** What an IAM policy names for the copies of a family. */
    public static String pattern(String family) {
        return family + SUFFIX;
    }
}
