package io.kinexus.operator.api;

/** Whether the ledger is open and turns are made. */
@FunctionalInterface
public interface Readiness {
    boolean ready();
}
