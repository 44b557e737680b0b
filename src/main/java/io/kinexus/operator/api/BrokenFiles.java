package io.kinexus.operator.api;

import java.util.List;

/** The desired state has mistakes, so nothing can be concluded from it. */
public final class BrokenFiles extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public BrokenFiles(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each one line in the contract's form. */
    public List<String> problems() {
        return problems;
    }
}
