package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.Scope;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** The account's quota of Fargate vCPUs has room for the time in which old and new tasks run side by side. */
final class FargateProbe implements Probe {
    private static final double UNITS = 1024;

    private final InstantSource clock;

    FargateProbe(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "fargate-quota";
    }

    @Override
    public Object needs(Policy policy) {
        return policy.place().cluster();
    }

    @Override
    public Findings look(Scope scope, Policy policy) {
        Optional<ServicesAws.Found> service = ServicesAws.find(scope, policy.place());
        double more = Overlap.of(policy, service).tasks() * policy.contents().cpu() / UNITS;
        boolean spot = service.map(ServicesAws.Found::spot).orElse(false);
        Optional<FargateAws.Usage> usage = FargateAws.find(scope, spot, clock.instant());
        if (usage.isEmpty()) {
            return new Findings()
                    .unknown("CloudWatch has no usage of Fargate for the last hour, and so does not say the quota");
        }
        double used = usage.get().used();
        double quota = usage.get().quota();
        String sum = "up to " + said(more) + " more vCPUs";
        return used + more <= quota
                ? new Findings().fine(sum + ", and the quota has room for them")
                : new Findings()
                        .wrong(sum + ", and " + said(used) + " of the quota of " + said(quota)
                                + " are in use: ask AWS for a larger quota of Fargate "
                                + (spot ? "Spot" : "On-Demand") + " vCPUs, or run fewer tasks");
    }

    private static String said(double vcpus) {
        String text = String.format(Locale.ROOT, "%.2f", vcpus);
        return text.replaceFirst("\\.?0+$", "");
    }
}
