package io.kinexus.operator.kind.dbinstance;

import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.environment.WeeklyWindow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which changes interrupt an instance, or may slow it down for long: they are made in its maintenance window alone, and a
 * snapshot comes first. Pure.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ModifyInstance.Settings.html">downtime notes</a>
 */
final class DbDisruptions {
    /** A static parameter acts after a reboot. */
    static final String REBOOT = "dBParameterGroupName.parameterApplyStatus";

    static final String VERSION = "engineVersion";
    private static final String GROUP = "dBParameterGroupName";
    private static final Set<String> INTERRUPTS =
            Set.of("dBInstanceClass", VERSION, "multiAZ", "storageType", "port", REBOOT);

    private DbDisruptions() {}

    /** Those of the changes that wait; a group for another major version comes together with that version. */
    static List<FieldChange> of(DbInstanceSpec wanted, DbInstanceLive live, List<FieldChange> changes) {
        boolean major = changes.stream().anyMatch(change -> change.path().equals(VERSION)) && major(wanted, live);
        return changes.stream()
                .filter(change -> INTERRUPTS.contains(change.path())
                        || (major && change.path().equals(GROUP)))
                .toList();
    }

    static boolean major(DbInstanceSpec wanted, DbInstanceLive live) {
        return wanted.engineVersion()
                .map(text -> new EngineVersion(wanted.engine(), text))
                .filter(version -> !version.sameMajor(live.version()))
                .isPresent();
    }

    /** AWS's own group counts as one: that of another family comes with another major version. */
    static boolean sameGroup(String want, String have) {
        return want.equals(have) || (want.startsWith("default.") && have.startsWith("default."));
    }

    /** Where there is one. */
    static Optional<WeeklyWindow> window(DbInstanceLive live) {
        return Stream.of(live.maintenanceWindow())
                .filter(text -> text.matches(WeeklyWindow.FORM))
                .map(WeeklyWindow::parse)
                .findFirst();
    }

    /** The window that all of these wait for; empty when one of them is made at once. */
    static Optional<WeeklyWindow> onlyIn(DbInstanceSpec wanted, DbInstanceLive live, List<FieldChange> changes) {
        return window(live).filter(window -> of(wanted, live, changes).size() == changes.size());
    }
}
