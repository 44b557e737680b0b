package io.kinexus.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kinexus.operator.core.cost.Bill;
import io.kinexus.operator.core.cost.Range;
import io.kinexus.operator.core.environment.Budget;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an environment costs by month in US dollars at list prices, as it is declared.
 *
 * @param monthlyUsd of all that has a price
 * @param unknown items that the list has no price for; they are in no sum
 * @param notManaged declarations that nothing is known of yet
 * @param budget null where none is declared
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record CostView(
        String environment,
        String region,
        RangeView monthlyUsd,
        List<String> unknown,
        List<String> notManaged,
        Optional<BudgetView> budget,
        List<DeclarationCost> declarations) {

    /** The three figures are equal where nothing scales. */
    public record RangeView(double min, double typical, double max) {
        public static RangeView of(Range range) {
            Range cents = range.rounded();
            return new RangeView(cents.min(), cents.typical(), cents.max());
        }

        private static RangeView exact(Range range) {
            return new RangeView(range.min(), range.typical(), range.max());
        }

        /** {@code 12.00}, or {@code 12.00 / 15.50 / 40.00}. */
        public String text() {
            return new Range(min, typical, max).text();
        }
    }

    /**
     * @param onExceed {@code warn} or {@code hold}
     * @param exceeded whether the typical figure is above it
     */
    public record BudgetView(double monthlyUsd, String onExceed, boolean exceeded) {}

    /** What one declaration's resources cost together. */
    public record DeclarationCost(String declaration, RangeView monthlyUsd, List<ResourceCost> resources) {}

    /** @param lines one for each item that AWS bills */
    public record ResourceCost(String id, RangeView monthlyUsd, List<LineView> lines) {}

    /**
     * @param quantity by month, in the price's unit
     * @param unit null where the price is unknown
     * @param usd null where the price is unknown
     * @param reservedUsd with a commitment of a year; null where its price is unknown
     * @param assumes what the quantity rests on; empty where it follows from the files
     * @param asOf when the price was so
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record LineView(
            String item,
            RangeView quantity,
            Optional<String> unit,
            Optional<RangeView> usd,
            Optional<RangeView> reservedUsd,
            String assumes,
            Optional<String> asOf,
            Optional<String> source) {
        static LineView of(Bill.Line line) {
            return new LineView(
                    line.name(),
                    RangeView.exact(line.usage().amount()),
                    line.price().map(Bill.Price::unit),
                    line.usd().map(RangeView::of),
                    line.reservedUsd().map(RangeView::of),
                    line.usage().assumed(),
                    line.price().map(Bill.Price::asOf),
                    line.price().map(Bill.Price::source));
        }
    }

    public static CostView of(Settings settings, Bill bill, Collection<DeclarationId> waiting) {
        Map<String, List<Bill.Line>> byDeclaration = new TreeMap<>(bill.lines().stream()
                .collect(Collectors.groupingBy(
                        line -> line.from().map(DeclarationId::toString).orElse("no longer declared"))));
        Range total = bill.total();
        return new CostView(
                settings.name(),
                settings.region(),
                RangeView.of(total),
                bill.unknown(),
                waiting.stream().map(DeclarationId::toString).sorted().toList(),
                settings.budget().map(budget -> budget(budget, total)),
                byDeclaration.entrySet().stream()
                        .map(entry -> declaration(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static BudgetView budget(Budget budget, Range total) {
        return new BudgetView(
                budget.monthlyUsd(), budget.holds() ? "hold" : "warn", total.typical() > budget.monthlyUsd());
    }

    private static DeclarationCost declaration(String name, List<Bill.Line> lines) {
        Map<ResourceId, List<Bill.Line>> byResource =
                new TreeMap<>(lines.stream().collect(Collectors.groupingBy(Bill.Line::resource)));
        return new DeclarationCost(
                name,
                RangeView.of(Bill.sum(lines)),
                byResource.entrySet().stream()
                        .map(entry -> new ResourceCost(
                                entry.getKey().toString(),
                                RangeView.of(Bill.sum(entry.getValue())),
                                entry.getValue().stream().map(LineView::of).toList()))
                        .toList());
    }
}
