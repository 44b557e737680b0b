package io.kinexus.operator.sandbox.scheduler;

import io.kinexus.operator.sandbox.AwsFault;

/** The errors that the API's pages list. */
final class Refused {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private Refused() {}

    static AwsFault invalid(String message) {
        return AwsFault.badRequest("ValidationException", message);
    }

    static AwsFault missing(String what) {
        return new AwsFault("ResourceNotFoundException", NOT_FOUND, what + " does not exist.");
    }

    static AwsFault taken(String what) {
        return new AwsFault("ConflictException", CONFLICT, what + " already exists.");
    }
}
