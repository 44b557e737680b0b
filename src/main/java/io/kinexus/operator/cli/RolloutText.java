package io.kinexus.operator.cli;

import io.kinexus.operator.api.QuarantineView;
import io.kinexus.operator.api.RolloutStatus;
import io.kinexus.operator.api.RolloutView;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Rollouts as people read them. */
final class RolloutText {
    private static final int DIGITS = 12;
    private static final String HASH = "sha256:";

    /** How a rollout ends that nobody has to do anything about. */
    private static final Set<String> WELL = Set.of("Succeeded", "Superseded");

    private RolloutText() {}

    /** The state, and while traffic moves how much has. */
    static String state(RolloutStatus rollout) {
        return rollout.state()
                + rollout.percent()
                        .filter(percent -> rollout.state().equals("Shifting"))
                        .map(percent -> " "
                                + BigDecimal.valueOf(percent)
                                        .stripTrailingZeros()
                                        .toPlainString() + "%")
                        .orElse("");
    }

    /** What goes on, and what went wrong last; a dash when there is nothing of it. */
    static String glance(List<RolloutStatus> rollouts) {
        String text = rollouts.stream()
                .filter(one -> !WELL.contains(one.state()))
                .map(one -> one.service() + " " + state(one))
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "-" : text;
    }

    /** A line for each rollout, and one for each revision that is held back. */
    static String lines(String environment, List<RolloutView> rollouts, List<QuarantineView> quarantines) {
        StringBuilder text = new StringBuilder();
        rollouts.forEach(one -> text.append("  ")
                .append(one.service())
                .append(' ')
                .append(state(one.status()))
                .append(one.because().isEmpty() ? "" : ": " + one.because())
                .append(" (rollout ")
                .append(one.id())
                .append(", since ")
                .append(Table.moment(one.since()))
                .append(")\n"));
        quarantines.forEach(one -> text.append("  ")
                .append(one.service())
                .append(" is held back: revision ")
                .append(digits(one.revision()))
                .append(" of commit ")
                .append(digits(one.commit()))
                .append(": ")
                .append(one.because())
                .append("; `kinexus release ")
                .append(environment)
                .append(' ')
                .append(one.service())
                .append("` tries it again\n"));
        return text.toString();
    }

    /** Enough of a revision or commit to know it by, and to name it by. */
    static String digits(String id) {
        String bare = id.startsWith(HASH) ? id.substring(HASH.length()) : id;
        return bare.substring(0, Math.min(DIGITS, bare.length()));
    }
}
