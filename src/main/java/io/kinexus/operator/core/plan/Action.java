package io.kinexus.operator.core.plan;

import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.List;

/** One intended step. A closed list: the plan's text, the ledger and the gates each treat every case. */
public sealed interface Action {
    ResourceId id();

    /** Shown to people and stored; never read to make a decision. */
    String because();

    /** The one character that plans show. */
    String symbol();

    /** The word of the contract: lower case. */
    String word();

    /** Fields that this step writes. */
    default List<FieldChange> changes() {
        return List.of();
    }

    default boolean writes() {
        return true;
    }

    record Create(ResourceId id, String because) implements Action {
        @Override
        public String symbol() {
            return "+";
        }

        @Override
        public String word() {
            return "create";
        }
    }

    record Update(ResourceId id, String because, List<FieldChange> changes) implements Action {
        public Update {
            changes = List.copyOf(changes);
        }

        @Override
        public String symbol() {
            return "~";
        }

        @Override
        public String word() {
            return "update";
        }
    }

    /** A change that replaces running tasks. */
    record RollOut(ResourceId id, String because, List<FieldChange> changes) implements Action {
        public RollOut {
            changes = List.copyOf(changes);
        }

        @Override
        public String symbol() {
            return ">";
        }

        @Override
        public String word() {
            return "rollout";
        }
    }

    /** A change that AWS only makes by a new resource in place of the old one. */
    record Replace(ResourceId id, String because, List<FieldChange> changes) implements Action {
        public Replace {
            changes = List.copyOf(changes);
        }

        @Override
        public String symbol() {
            return "!";
        }

        @Override
        public String word() {
            return "replace";
        }
    }

    record Delete(ResourceId id, String because) implements Action {
        @Override
        public String symbol() {
            return "-";
        }

        @Override
        public String word() {
            return "delete";
        }
    }

    record Keep(ResourceId id, String because) implements Action {
        @Override
        public String symbol() {
            return "=";
        }

        @Override
        public String word() {
            return "keep";
        }

        @Override
        public boolean writes() {
            return false;
        }
    }
}
