package io.kinexus.operator.price;

import io.kinexus.operator.core.cost.Bill.Price;
import io.kinexus.operator.core.cost.Range;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Prices by region and item, out of CSV files: {@code service,item,region,unit,usd,as_of,source}, one price a line, {@code #}
 * for remarks, the first other line naming the columns. What stands in brackets at an item's end explains it and is no part
 * of its name. The region {@code global} holds for all; lines of the unit {@code free} tell what is free and price nothing.
 */
public final class PriceList {
    private static final String HEADER = "service,item,region,unit,usd,as_of,source";
    private static final int COLUMNS = 7;
    private static final String GLOBAL = "global";

    private final Map<String, Price> prices;

    private PriceList(Map<String, Price> prices) {
        this.prices = Map.copyOf(prices);
    }

    /** The list that comes with the operator. */
    public static PriceList shipped() {
        try (InputStream file = PriceList.class.getResourceAsStream("prices.csv")) {
            String text = new String(Objects.requireNonNull(file, "prices.csv").readAllBytes(), StandardCharsets.UTF_8);
            return new PriceList(read("prices.csv", text));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * With another file's prices in place of these, and beside them.
     *
     * @param name what the file is called in messages
     * @throws IllegalArgumentException with one line for each mistake in it
     */
    public PriceList with(String name, String text) {
        Map<String, Price> all = new HashMap<>(prices);
        all.putAll(read(name, text));
        return new PriceList(all);
    }

    /** @param item service and item, without brackets */
    public Optional<Price> price(String region, String item) {
        return Optional.ofNullable(prices.get(key(region, item)))
                .or(() -> Optional.ofNullable(prices.get(key(GLOBAL, item))));
    }

    private static String key(String region, String item) {
        return region + "/" + item;
    }

    private static Map<String, Price> read(String name, String text) {
        Map<String, Price> read = new HashMap<>();
        List<String> mistakes = new ArrayList<>();
        boolean headed = false;
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            String at = name + ":" + (i + 1) + ": ";
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (!headed && !line.equals(HEADER)) {
                throw new IllegalArgumentException(at + "must begin with the columns " + HEADER);
            }
            if (headed) {
                add(line, at, read, mistakes);
            }
            headed = true;
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", mistakes));
        }
        return read;
    }

    private static void add(String line, String at, Map<String, Price> read, List<String> mistakes) {
        String[] cells = line.split(",", COLUMNS);
        if (cells.length < COLUMNS) {
            mistakes.add(at + "has " + cells.length + " columns; must have the " + COLUMNS + " of " + HEADER);
            return;
        }
        if (!cells[4].matches("\\d{1,9}(\\.\\d{1,12})?")) {
            mistakes.add(at + "usd: '" + cells[4] + "' is no price; must be a number of US dollars such as 0.045");
            return;
        }
        if (!cells[3].equals("free")) {
            String item = cells[0] + "/" + cells[1].replaceFirst(" \\(.*\\)$", "");
            Price price = new Price(Range.always(Double.parseDouble(cells[4])), cells[3], cells[5], cells[6]);
            read.put(key(cells[2], item), price);
        }
    }
}
