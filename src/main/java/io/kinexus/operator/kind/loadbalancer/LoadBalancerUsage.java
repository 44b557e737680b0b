package io.kinexus.operator.kind.loadbalancer;

import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Range;
import io.kinexus.operator.core.cost.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * What an application load balancer is billed for: the hours, capacity units, and a public address in each zone.
 *
 * @see <a href="https://aws.amazon.com/elasticloadbalancing/pricing/">Elastic Load Balancing pricing</a>
 */
final class LoadBalancerUsage {
    private LoadBalancerUsage() {}

    static Usage of(String scheme, int zones) {
        List<Metered> billed = new ArrayList<>();
        billed.add(Metered.hours("ELB/application load balancer", 1));
        billed.add(Metered.assumed(
                "ELB/application load balancer LCU",
                0.1 * Range.HOURS,
                Range.HOURS,
                4 * Range.HOURS,
                "an LCU is 25 new connections a second, 3000 active ones, 1 GB or 1000 rules an hour"));
        if (scheme.equals("internet-facing")) {
            billed.add(Metered.hours("VPC/public IPv4 address", zones));
            billed.add(Metered.assumed(
                    "DataTransfer/out to internet first 10 TB", 20, 200, 2000, "answers to clients, in GB"));
        }
        return Usage.billed(billed);
    }
}
