package io.kinexus.operator.app;

import io.kinexus.operator.cli.Refused;
import io.kinexus.operator.core.cost.Pricing;
import io.kinexus.operator.price.ListPricing;
import io.kinexus.operator.price.PriceList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prices as configured: the list that comes with the operator, and a file of one's own before it. */
final class PriceFiles {
    @Setting(
            value = "A CSV file of prices, such as those of another region: service,item,region,unit,usd,as_of,source."
                    + " Its lines go before the list that comes with the operator; see docs/cost.md.",
            otherwise = "the list that comes with the operator, of us-east-1 and a part of eu-west-1")
    static final String PRICES = "kinexus.prices";

    private static final int FAILED = 1;

    private PriceFiles() {}

    /** @throws Refused when the file cannot be read or has mistakes */
    static Pricing pricing(Configuration configuration) {
        PriceList shipped = PriceList.shipped();
        return new ListPricing(
                configuration.get(PRICES).map(file -> with(shipped, file)).orElse(shipped));
    }

    private static PriceList with(PriceList shipped, String file) {
        try {
            return shipped.with(file, Files.readString(Path.of(file)));
        } catch (IOException unreadable) {
            throw Refused.because(file + " cannot be read, which " + PRICES + " names");
        } catch (IllegalArgumentException mistakes) {
            throw new Refused(
                    FAILED, String.valueOf(mistakes.getMessage()).lines().toList());
        }
    }
}
