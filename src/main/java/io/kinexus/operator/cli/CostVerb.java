package io.kinexus.operator.cli;

import io.kinexus.operator.api.CostView;
import io.kinexus.operator.api.CostView.DeclarationCost;
import io.kinexus.operator.api.CostView.LineView;
import io.kinexus.operator.api.CostView.RangeView;
import io.kinexus.operator.api.CostView.ResourceCost;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What an environment costs as its files want it: needs neither a controller nor AWS. */
@Command(name = "cost", description = "Estimates what one environment costs by month, by resource; reads files alone.")
final class CostVerb extends Verb {
    private final Operator operator;

    @Parameters(paramLabel = "ENVIRONMENT", description = "The environment.")
    private String environment = "";

    CostVerb(Console console, Operator operator) {
        super(console);
        this.operator = operator;
    }

    @Override
    public Integer call() {
        CostView cost = operator.cost(common().desiredState(), environment);
        answer(cost, text(cost));
        return Exit.FINE;
    }

    private static String text(CostView cost) {
        Table table = new Table("RESOURCE", "USD A MONTH", "RESERVED", "FOR");
        for (DeclarationCost declaration : cost.declarations()) {
            table.row(declaration.declaration(), declaration.monthlyUsd().text(), "", "");
            declaration.resources().forEach(one -> rows(table, one));
        }
        StringBuilder text = new StringBuilder(table.text());
        text.append("\nUSD a month in ")
                .append(cost.region())
                .append(", min / typical / max: ")
                .append(cost.monthlyUsd().text())
                .append('\n');
        if (!cost.unknown().isEmpty()) {
            text.append("unknown, and in no sum: ")
                    .append(String.join("; ", cost.unknown()))
                    .append('\n');
        }
        if (!cost.notManaged().isEmpty()) {
            text.append("not managed yet, and not counted: ")
                    .append(String.join(", ", cost.notManaged()))
                    .append('\n');
        }
        cost.budget()
                .ifPresent(budget -> text.append(String.format(
                        Locale.ROOT,
                        "budget %.2f, onExceed %s: the typical figure is %s it%n",
                        budget.monthlyUsd(),
                        budget.onExceed(),
                        budget.exceeded() ? "above" : "within")));
        return text.append("List prices on demand, without free tiers and taxes; --output json has each price's date"
                        + " and source.\n")
                .toString();
    }

    private static void rows(Table table, ResourceCost resource) {
        String name = "  " + resource.id().substring(resource.id().indexOf('/') + 1);
        for (LineView line : resource.lines()) {
            table.row(
                    name,
                    line.usd().map(RangeView::text).orElse("unknown"),
                    reserved(line),
                    line.item() + ", " + quantity(line) + (line.assumes().isEmpty() ? "" : ": " + line.assumes()));
            name = "";
        }
    }

    private static String reserved(LineView line) {
        return line.reservedUsd().map(RangeView::text).orElse(reservable(line) ? "unknown" : "");
    }

    /** AWS sells reservations of nodes by their class. */
    private static boolean reservable(LineView line) {
        return line.item().contains(" db.") || line.item().contains(" cache.");
    }

    private static String quantity(LineView line) {
        RangeView amount = line.quantity();
        String numbers = amount.min() == amount.max()
                ? number(amount.typical())
                : number(amount.min()) + " / " + number(amount.typical()) + " / " + number(amount.max());
        return numbers + line.unit().map(unit -> " " + unit).orElse("");
    }

    private static String number(double amount) {
        return amount == Math.rint(amount)
                ? String.format(Locale.ROOT, "%.0f", amount)
                : String.format(Locale.ROOT, "%.2f", amount);
    }
}
