package io.kinexus.operator.ledger;

import java.io.IOException;
import java.nio.file.Path;

/** Another process works in this folder. */
public final class HomeTaken extends IOException {
    private static final long serialVersionUID = 1L;

    HomeTaken(Path folder) {
        super(folder + " is in use by another kinexus process: end it, talk to it with --server,"
                + " or set KINEXUS_HOME to another folder");
    }
}
