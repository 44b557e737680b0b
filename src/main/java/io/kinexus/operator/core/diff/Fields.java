package io.kinexus.operator.core.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A kind's comparison, as a table: one row a field. What AWS takes and the table does not compare is listed beside it with
 * its reason, so that no plan is empty by looking away.
 */
public final class Fields<S, L> {
    private final List<Field<S, L, ?>> rows;
    private final Map<String, String> unmanaged;

    private Fields(List<Field<S, L, ?>> rows, Map<String, String> unmanaged) {
        this.rows = List.copyOf(rows);
        this.unmanaged = Map.copyOf(unmanaged);
    }

    public static <S, L> Builder<S, L> table() {
        return new Builder<>();
    }

    public Diff compare(S spec, L live) {
        List<FieldChange> drift = new ArrayList<>();
        List<FieldChange> yielded = new ArrayList<>();
        for (Field<S, L, ?> row : rows) {
            row.compare(spec, live)
                    .ifPresent(change -> (change.owner() == Owner.GIT || row.follows() ? drift : yielded).add(change));
        }
        return drift.isEmpty() ? new Diff.InSync(yielded) : new Diff.Drifted(drift, yielded);
    }

    /** What the spec states in rows of this effect, by path: the same text for the same wish. */
    public Map<String, String> wanted(S spec, Effect effect) {
        Map<String, String> wanted = new TreeMap<>();
        rows.stream().filter(row -> row.effect() == effect).forEach(row -> row.wanted(spec)
                .ifPresent(text -> wanted.put(row.path(), text)));
        return wanted;
    }

    public List<Field<S, L, ?>> rows() {
        return rows;
    }

    /** AWS's properties that no row compares, each with the reason. */
    public Map<String, String> unmanaged() {
        return unmanaged;
    }

    /** Collects rows in the order in which plans show them. */
    public static final class Builder<S, L> {
        private final List<Field<S, L, ?>> rows = new ArrayList<>();
        private final Map<String, String> unmanaged = new LinkedHashMap<>();

        public Builder<S, L> row(Field<S, L, ?> row) {
            rows.add(row);
            return this;
        }

        /** A property of AWS's request that is not compared, and why. */
        public Builder<S, L> unmanaged(String property, String why) {
            unmanaged.put(property, why);
            return this;
        }

        /**
         * The same for many.
         *
         * @param lines each a reason, a colon, and the properties that it is the reason for, with spaces between
         */
        public Builder<S, L> unmanaged(String lines) {
            lines.lines().forEach(line -> {
                int colon = line.lastIndexOf(": ");
                for (String property : line.substring(colon + 2).split(" ")) {
                    unmanaged(property, line.substring(0, colon));
                }
            });
            return this;
        }

        public Fields<S, L> build() {
            return new Fields<>(rows, unmanaged);
        }
    }
}
