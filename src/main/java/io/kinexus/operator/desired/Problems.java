package io.kinexus.operator.desired;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Collects the mistakes of one read; the same one is kept once, however many environments inherit it. */
final class Problems {
    private final NavigableSet<Problem> found = new TreeSet<>();
    private int dropped;

    void add(Place at, String path, String message) {
        add(new Problem(at, path, message));
    }

    void addAll(Collection<Problem> others) {
        others.forEach(this::add);
    }

    /** Leaves out what is said of the same field in the same place already, in the words of another environment. */
    void addNew(Problems others) {
        Set<List<Object>> said = found.stream()
                .map(problem -> List.<Object>of(problem.at(), problem.path()))
                .collect(Collectors.toSet());
        others.found.stream()
                .filter(problem -> !said.contains(List.<Object>of(problem.at(), problem.path())))
                .forEach(this::add);
        dropped += others.dropped;
    }

    private void add(Problem problem) {
        if (found.size() < ReadingLimits.PROBLEMS) {
            found.add(problem);
        } else if (!found.contains(problem)) {
            dropped++;
        }
    }

    /** So many that nobody reads what each might have meant, and finding it out is what a hostile file would like. */
    boolean many() {
        return found.size() >= ReadingLimits.EXPLAINED;
    }

    /** What was probably meant instead, and what there is; nothing among many. */
    String instead(String written, Collection<String> known) {
        return many() ? "" : Words.instead(written, known);
    }

    boolean none() {
        return found.isEmpty();
    }

    /** In order of file, line and column. */
    List<Problem> sorted() {
        return List.copyOf(found);
    }

    /** One line each, and one more when there were too many to keep. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        found.forEach(problem -> lines.add(problem.toString()));
        if (dropped > 0) {
            lines.add(found.last().at() + ": document: at least " + dropped
                    + " more mistakes are not shown, mend these first");
        }
        return lines;
    }
}
