package io.kinexus.operator.ledger;

import java.util.stream.Stream;

/** PostgreSQL does not answer, does not let us in, or holds tables that are not ours. Never names the password. */
public final class LedgerUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerUnreachable(DatabaseUrl url, Exception cause) {
        super("the ledger at " + url + " cannot be opened: " + root(cause));
    }

    LedgerUnreachable(String message) {
        super(message);
    }

    /** The innermost message; the exceptions themselves are left out, since a driver's may repeat the connection's words. */
    private static String root(Throwable failure) {
        Throwable last = Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .reduce(failure, (before, after) -> after);
        return last.getClass().getSimpleName() + ": "
                + String.valueOf(last.getMessage()).lines().findFirst().orElse("");
    }
}
