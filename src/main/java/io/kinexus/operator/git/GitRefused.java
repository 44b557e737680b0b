package io.kinexus.operator.git;

/** A setting, an address or a commit that is not gone along with, in one line without secrets. */
public final class GitRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public GitRefused(String because) {
        super(because);
    }
}
