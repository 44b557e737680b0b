package io.kinexus.operator.price;

import io.kinexus.operator.core.cost.Bill;
import io.kinexus.operator.core.cost.Bill.Line;
import io.kinexus.operator.core.cost.Bill.Price;
import io.kinexus.operator.core.cost.Charged;
import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Pricing;
import io.kinexus.operator.core.cost.Range;
import io.kinexus.operator.core.resource.DeclarationId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Usage times list price; what runs in copies is put together by declaration first. */
public final class ListPricing implements Pricing {
    private static final String RESERVED = " reserved 1 year";
    private static final String ANY = "*";
    private static final String ON_DEMAND = "Fargate/";
    private static final String SPOT = "Fargate/Spot ";

    private final PriceList prices;

    public ListPricing(PriceList prices) {
        this.prices = prices;
    }

    @Override
    public Bill bill(String region, Collection<Charged> charged) {
        List<Line> lines = new ArrayList<>();
        Map<DeclarationId, List<Charged>> together = new TreeMap<>();
        charged.stream().sorted(Comparator.comparing(Charged::id)).forEach(one -> {
            one.from().ifPresent(from -> together.computeIfAbsent(from, key -> new ArrayList<>())
                    .add(one));
        });
        charged.forEach(one -> one.usage()
                .billed()
                .forEach(metered -> lines.add(line(
                        region, one, made(metered, one.from().map(together::get).orElse(List.of()))))));
        together.values().forEach(group -> Copying.of(group)
                .ifPresent(copying -> copying.each().forEach(metered -> copies(region, copying, metered, lines))));
        lines.sort(Comparator.comparing(Line::resource)
                .thenComparing(line -> line.usage().item()));
        return new Bill(lines);
    }

    /** What is of the same make as others of its declaration: a replica has its source's engine. */
    private static Metered made(Metered metered, List<Charged> group) {
        int star = metered.item().indexOf(ANY);
        if (star < 0) {
            return metered;
        }
        String service = metered.item().substring(0, star);
        return group.stream()
                .flatMap(one -> one.usage().billed().stream())
                .map(Metered::item)
                .filter(item -> item.startsWith(service) && item.contains(" db.") && !item.contains(ANY))
                .findFirst()
                .map(item -> service + item.substring(star, item.indexOf(' ')))
                .map(make -> new Metered(
                        make + metered.item().substring(star + ANY.length()), metered.amount(), metered.assumed()))
                .orElse(metered);
    }

    private void copies(String region, Copying copying, Metered each, List<Line> lines) {
        boolean spot = each.item().startsWith(ON_DEMAND);
        Range elsewhere = spot ? copying.spot() : Range.ZERO;
        Range here = copying.count().minus(elsewhere);
        if (here.max() > 0) {
            lines.add(line(region, copying.runner(), counted(each, here, copying.said())));
        }
        if (elsewhere.max() > 0) {
            Metered metered = counted(each, elsewhere, copying.said());
            String item = SPOT + each.item().substring(ON_DEMAND.length());
            lines.add(new Line(
                    copying.runner().id(),
                    copying.runner().from(),
                    new Metered(item, metered.amount(), metered.assumed()),
                    floating(prices.price(region, item), prices.price(region, each.item())),
                    Optional.empty()));
        }
    }

    private static Metered counted(Metered each, Range count, String said) {
        Metered all = each.times(count);
        return count.fixed() ? all : new Metered(all.item(), all.amount(), said);
    }

    /** Spot is never dearer than what it is spare capacity of. */
    private static Optional<Price> floating(Optional<Price> spot, Optional<Price> onDemand) {
        return spot.map(one -> new Price(
                new Range(
                        one.usd().min(),
                        one.usd().typical(),
                        onDemand.map(other -> other.usd().max())
                                .orElse(one.usd().max())),
                one.unit(),
                one.asOf(),
                one.source()));
    }

    private Line line(String home, Charged one, Metered metered) {
        String region = metered.region().orElse(home);
        return new Line(
                one.id(),
                one.from(),
                metered.region().filter(home::equals).isPresent()
                        ? new Metered(metered.item(), metered.amount(), metered.assumed())
                        : metered,
                prices.price(region, metered.item()),
                prices.price(region, metered.item() + RESERVED));
    }
}
