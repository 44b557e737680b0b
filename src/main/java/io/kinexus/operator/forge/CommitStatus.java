package io.kinexus.operator.forge;

/**
 * What became of a commit in one environment.
 *
 * @param commit 40 hexadecimal digits
 * @param description at most 140 characters, without secrets; longer ones are cut
 */
public record CommitStatus(String commit, String environment, State state, String description) {
    private static final int LONGEST = 140;

    /** How far it is. */
    public enum State {
        QUEUED,
        IN_SYNC,
        FAILED,
        HELD
    }

    public CommitStatus {
        String line = description.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        description = line.length() > LONGEST ? line.substring(0, LONGEST - 3) + "..." : line;
    }

    /** By which a forge tells statuses of one commit apart. */
    String context() {
        return "kinexus/" + environment;
    }

    /** What a newer status takes the place of. */
    String key() {
        return commit + " " + environment;
    }
}
