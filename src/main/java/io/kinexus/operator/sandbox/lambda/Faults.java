package io.kinexus.operator.sandbox.lambda;

import io.kinexus.operator.sandbox.AwsFault;

/**
 * Lambda's errors, with their HTTP status.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html">Common errors</a>
 */
final class Faults {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION = 412;
    private static final int TOO_MANY = 429;

    private Faults() {}

    static AwsFault notFound(String arn) {
        return missing("Function not found: " + arn);
    }

    static AwsFault missing(String why) {
        return new AwsFault("ResourceNotFoundException", NOT_FOUND, why);
    }

    static AwsFault conflict(String why) {
        return new AwsFault("ResourceConflictException", CONFLICT, why);
    }

    static AwsFault invalid(String why) {
        return AwsFault.badRequest("InvalidParameterValueException", why);
    }

    static AwsFault precondition() {
        return new AwsFault(
                "PreconditionFailedException",
                PRECONDITION,
                "The RevisionId provided does not match the latest RevisionId. Call the GetFunction or the GetAlias API"
                        + " operation to retrieve the latest RevisionId");
    }

    static AwsFault tooMany(String why) {
        return new AwsFault("TooManyRequestsException", TOO_MANY, why);
    }
}
