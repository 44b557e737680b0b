package io.kinexus.operator.git;

/** How a commit stands to the one that was in force before it. */
enum Lineage {
    /** It builds on it. */
    FORWARD,
    /** It does not, as far back as is looked: history was rewritten, or the branch went back. */
    ELSEWHERE,
    /** The server does not tell. */
    UNKNOWN
}
