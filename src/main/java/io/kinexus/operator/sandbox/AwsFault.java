package io.kinexus.operator.sandbox;

/** An error as AWS answers it: its code, its HTTP status, its message. Each door gives it its own form. */
public final class AwsFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int BAD_REQUEST = 400;

    private final String code;
    private final int status;

    public AwsFault(String code, int status, String message) {
        super(message);
        this.code = code;
        this.status = status;
    }

    /** With HTTP status 400, as nearly all of AWS's errors about a request. */
    public static AwsFault badRequest(String code, String message) {
        return new AwsFault(code, BAD_REQUEST, message);
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
