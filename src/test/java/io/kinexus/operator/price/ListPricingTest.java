package io.kinexus.operator.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinexus.operator.core.cost.Bill;
import io.kinexus.operator.core.cost.Charged;
import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Range;
import io.kinexus.operator.core.cost.Usage;
import io.kinexus.operator.core.cost.Usage.Copies;
import io.kinexus.operator.core.cost.Usage.Place;
import io.kinexus.operator.core.cost.Usage.Timed;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListPricingTest {
    private static final String VCPU = "Fargate/Linux x86 vCPU";
    private static final Charged TASK = charged("task-definition", "api", Usage.each(Metered.hours(VCPU, 1)));
    private final ListPricing pricing = new ListPricing(PriceList.shipped());

    private static Charged charged(String kind, String name, Usage usage) {
        return new Charged(
                ResourceId.of("production", kind, name),
                Optional.of(new DeclarationId(new KindName("service"), name)),
                usage);
    }

    private static Charged service(int count, Place... places) {
        return charged("ecs-service", "api", Usage.NONE.copies(new Copies(count, List.of(places))));
    }

    private static Charged scaler(int min, int max) {
        return charged("scalable-target", "api", Usage.bounds(min, max));
    }

    private static Charged night(String name, String schedule, int min, int max) {
        Timed timed = new Timed(schedule, Optional.of(min), Optional.of(max));
        return new Charged(ResourceId.of("production", "scheduled-action", name), TASK.from(), Usage.timed(timed));
    }

    private Bill.Line only(Charged... charged) {
        Bill bill = pricing.bill("us-east-1", List.of(charged));
        assertThat(bill.lines()).hasSize(1);
        return bill.lines().get(0);
    }

    @Test
    void tasksAreBilledToTheServiceThatRunsThem() {
        Bill.Line line = only(TASK, service(2));
        assertThat(line.resource().local()).isEqualTo("ecs-service/api");
        assertThat(line.usd()).contains(Range.always(2 * 730 * 0.04048));
    }

    @Test
    void aScalerIsUsuallyAThirdOfTheWayUp() {
        assertThat(only(TASK, service(2), scaler(2, 8)).usage().amount())
                .isEqualTo(new Range(2 * 730.0, 4 * 730.0, 8 * 730.0));
    }

    @Test
    void anHourAtZeroCostsNothing() {
        Charged evening = night("night", "cron(0 20 * * ? *)", 0, 0);
        Charged morning = night("morning", "cron(0 8 ? * MON-FRI *)", 1, 1);
        double hours = only(TASK, service(1), scaler(1, 1), evening, morning)
                .usage()
                .amount()
                .typical();
        assertThat(hours).isEqualTo(730 * 5 * 12 / (7 * 24.0), within(1e-6));
    }

    @Test
    void spotHasItsOwnPriceAndNeverADearerOneThanOnDemand() {
        Bill.Line line = only(TASK, service(1, new Place(true, 1, 0)));
        assertThat(line.usage().item()).isEqualTo("Fargate/Spot Linux x86 vCPU");
        assertThat(line.price().orElseThrow().usd()).isEqualTo(new Range(0.012144, 0.012144, 0.04048));
    }

    @Test
    void theBaseIsFilledBeforeTheWeights() {
        Bill bill = pricing.bill("us-east-1", List.of(TASK, service(6, new Place(false, 1, 2), new Place(true, 1, 0))));
        assertThat(bill.lines())
                .extracting(line -> line.usage().amount().typical() / 730)
                .containsExactly(4.0, 2.0);
    }

    @Test
    void aTaskOnAScheduleIsPaidByTheHour() {
        Charged nightly =
                charged("schedule", "api", Usage.NONE.copies(Copies.runs(1, List.of(), "cron(30 2 * * ? *)")));
        assertThat(only(TASK, nightly).usage().amount().max()).isEqualTo(730 / 24.0, within(1e-6));
        Charged often = charged("schedule", "api", Usage.NONE.copies(Copies.runs(1, List.of(), "rate(2 hours)")));
        assertThat(only(TASK, often).usage().amount().max()).isEqualTo(730 / 2.0, within(1e-6));
    }

    @Test
    void whatHasNoPriceIsUnknownAndInNoSum() {
        Bill bill = pricing.bill(
                "us-east-1", List.of(charged("db-instance", "big", Usage.billed(Metered.hours("RDS/Oracle x", 1)))));
        assertThat(bill.unknown()).containsExactly("RDS/Oracle x");
        assertThat(bill.total()).isEqualTo(Range.ZERO);
    }

    @Test
    void aReplicaIsOfTheEngineOfItsSource() {
        Charged source =
                charged("db-instance", "main", Usage.billed(Metered.hours("RDS/PostgreSQL db.t3.medium Multi-AZ", 1)));
        Charged replica = charged("db-replica", "main", Usage.billed(Metered.hours("RDS/* db.t3.medium Single-AZ", 1)));
        assertThat(pricing.bill("us-east-1", List.of(replica, source)).lines())
                .extracting(line -> line.usage().item())
                .containsExactly("RDS/PostgreSQL db.t3.medium Multi-AZ", "RDS/PostgreSQL db.t3.medium Single-AZ");
    }

    @Test
    void aReservedPriceStandsBesideTheOneOnDemand() {
        PriceList list = PriceList.shipped().with("mine.csv", """
            service,item,region,unit,usd,as_of,source
            ElastiCache,Redis cache.t3.micro reserved 1 year,us-east-1,hour,0.011,2026,offer
            """);
        Bill bill = new ListPricing(list)
                .bill(
                        "us-east-1",
                        List.of(charged("x", "y", Usage.billed(Metered.hours("ElastiCache/Redis cache.t3.micro", 1)))));
        assertThat(bill.lines().get(0).reservedUsd()).contains(Range.always(730 * 0.011));
    }

    @Test
    void theOrderOfWhatIsChargedChangesNothing() {
        List<Charged> one = List.of(TASK, service(2), scaler(1, 3), night("n", "cron(0 20 * * ? *)", 0, 0));
        List<Charged> other = new ArrayList<>(one);
        Collections.reverse(other);
        assertThat(pricing.bill("us-east-1", other)).isEqualTo(pricing.bill("us-east-1", one));
    }
}
