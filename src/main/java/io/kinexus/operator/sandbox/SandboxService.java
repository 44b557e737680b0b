package io.kinexus.operator.sandbox;

/**
 * One AWS service (or a slice of one) of one account in one region: its state and its handlers. Has a public constructor
 * without arguments and is found through {@link java.util.ServiceLoader}; all calls come under the sandbox's lock, so it
 * needs no synchronisation of its own.
 */
public interface SandboxService {

    /** Called once; keeps the account to reach its clock and its other services. */
    void install(Account account, Handlers handlers);

    /** What {@code GET /_sandbox/state} shows under the service's simple class name: maps, lists, records, strings, numbers. */
    Object state();

    /**
     * IAM and Route 53 know no region: their calls of every region lead to the one instance in us-east-1. S3's do not, but
     * the names of its buckets are the account's, and other services find them there.
     */
    default boolean global() {
        return false;
    }
}
