package io.kinexus.operator.engine;

import java.time.Duration;
import java.util.Optional;

/** Who works on which environment. On real time, whatever the sandbox's clock does. */
public interface Leases {

    /** Empty while another holder's lease has not run out; the same holder gets it again with a higher fence. */
    Optional<Lease> take(String environment, String holder, Duration length);

    /** @throws LeaseLost when another has taken it since */
    void renew(Lease lease, Duration length);

    /** @throws LeaseLost when another has taken it since; called before every write to AWS */
    void check(Lease lease);

    /** Gives it back; a lease that is already lost is left alone. */
    void release(Lease lease);
}
