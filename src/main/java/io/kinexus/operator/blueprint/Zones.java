package io.kinexus.operator.blueprint;

import java.time.ZoneId;
import java.util.Optional;

/** Time zones by their names in the IANA database. */
public final class Zones {
    private Zones() {}

    /** The mistake in a time zone, when it is given and there is no such one. */
    public static Optional<Flaw> flaw(String path, Optional<String> zone) {
        return zone.filter(name -> !ZoneId.getAvailableZoneIds().contains(name))
                .map(name -> new Flaw(path, name + " is no time zone; must be one such as America/New_York or UTC"));
    }
}
