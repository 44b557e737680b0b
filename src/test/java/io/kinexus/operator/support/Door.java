package io.kinexus.operator.support;

import io.kinexus.operator.core.resource.Scope;

/** One way to an AWS account for a test: the sandbox in process, the sandbox over HTTP, or a server of others. */
public interface Door extends AutoCloseable {
    /** Before one is opened. */
    Door CLOSED = new Door() {
        @Override
        public Scope scope() {
            throw new IllegalStateException("no door is open");
        }

        @Override
        public void settle() {
            throw new IllegalStateException("no door is open");
        }

        @Override
        public boolean canFail() {
            return false;
        }

        @Override
        public void fail() {
            throw new IllegalStateException("no door is open");
        }

        @Override
        public void close() {
            // there is nothing behind it
        }
    };

    /** A fresh sweep over environment {@code test}, region {@code us-east-1}, and on the sandbox account {@code 123456789012}. */
    Scope scope();

    /** Lets everything that takes time come to rest: moves the sandbox's clock; does nothing where there is none. */
    void settle();

    /** Whether {@link #fail} works. */
    boolean canFail();

    /** From now on every read answers with an internal error. */
    void fail();

    @Override
    void close();
}
