package io.kinexus.operator.support;

import io.kinexus.operator.core.resource.Scope;

/** One way to an AWS account for a test: the sandbox in process, the sandbox over HTTP, or a server of others. */
public interface Door {
    /** A fresh sweep over environment {@code test}, account {@code 123456789012}, region {@code us-east-1}. */
    Scope scope();

    /** Lets everything that takes time come to rest: moves the sandbox's clock; does nothing where there is none. */
    void settle();

    /** Whether {@link #fail} works. */
    boolean canFail();

    /** From now on every read answers with an internal error. */
    void fail();
}
