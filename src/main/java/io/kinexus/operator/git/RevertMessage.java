package io.kinexus.operator.git;

import io.kinexus.operator.core.rollout.Quarantine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * What a proposal to take a commit back says: why, and what it takes back and what not.
 *
 * @param commit the one that is taken back
 * @param folder whose files alone are
 */
record RevertMessage(Quarantine held, RevCommit commit, String folder, Undoing.Undone undone) {
    private static final int SUBJECT = 100;
    private static final int LINE = 1000;
    private static final int MOST_FILES = 50;

    String text() {
        String service = held.service().local();
        String environment = held.service().environment();
        List<String> lines = new ArrayList<>(List.of(
                "Revert " + line(commit.getShortMessage(), SUBJECT) + " in " + environment,
                "",
                service + " was taken back in " + environment + ", and its revision is not tried again.",
                "",
                "Service: " + service,
                "Revision: " + held.revision(),
                "Rollout: " + held.rollout(),
                "Because: " + line(held.because(), LINE),
                "Commit: " + commit.name() + " of " + Instant.ofEpochSecond(commit.getCommitTime()),
                "Held back since: " + held.at(),
                "",
                "Undone in " + folder + ", and nowhere else:"));
        lines.addAll(listed(undone.undone()));
        if (!undone.left().isEmpty()) {
            lines.add("");
            lines.add("Left as it is:");
            lines.addAll(listed(left()));
        }
        lines.add("");
        lines.add("This reverts commit " + commit.name() + " in that folder.");
        return String.join("\n", lines) + "\n";
    }

    String whyNothing() {
        String what = "commit " + commit.name() + " ";
        return undone.left().isEmpty()
                ? what + "changed nothing in " + folder
                : what + "cannot be undone in " + folder + ": " + String.join(", ", listed(left()));
    }

    private List<String> left() {
        return undone.left().entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .toList();
    }

    private static List<String> listed(Collection<String> files) {
        Stream<String> shown = files.stream().limit(MOST_FILES).map(file -> "- " + line(file, LINE));
        int more = files.size() - MOST_FILES;
        return Stream.concat(shown, more > 0 ? Stream.of("- and " + more + " more") : Stream.of())
                .toList();
    }

    /** What others wrote, in one line. */
    private static String line(String text, int most) {
        String one = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return one.length() > most ? one.substring(0, most - 3) + "..." : one;
    }
}
