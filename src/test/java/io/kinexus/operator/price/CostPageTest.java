package io.kinexus.operator.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.cost.Bill;
import io.kinexus.operator.core.cost.Range;
import io.kinexus.operator.core.environment.Budget;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Charges;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.support.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page about costs sets the shipped environments beside the guide's ranges with the figures that the model gives. */
class CostPageTest {
    private static final Path PAGE = Path.of("docs/cost.md");

    /**
     * One line of the guide's estimates.
     *
     * @param least USD a month
     * @param why where the typical figure lies outside; empty where it does not
     */
    private record GuideLine(String name, Predicate<String> items, int least, int most, String why) {
        boolean covers(double usd) {
            return usd >= least && usd <= most;
        }
    }

    private static GuideLine line(String name, String pattern, int least, int most, String why) {
        return new GuideLine(name, item -> item.matches(pattern), least, most, why);
    }

    private static final List<GuideLine> PRODUCTION = List.of(
            line("ECS Fargate", "Fargate/.*", 150, 500, ""),
            line(
                    "RDS PostgreSQL",
                    "RDS/.*",
                    200,
                    800,
                    "one db.t3.medium in two zones, one replica and twice 100 GB cost less than the guide's least; it"
                            + " leaves room for storage that grows to 1000 GB and for a larger class"),
            line(
                    "ElastiCache",
                    "ElastiCache/.*",
                    50,
                    200,
                    "a single cache.t3.micro, which the guide asks for, is 12.41; its range fits two or more nodes of"
                            + " a larger type"),
            line(
                    "ALB",
                    "ELB/.*",
                    25,
                    50,
                    "its hours are 16.42 and one capacity unit throughout is 5.84; the guide's range fits from one and"
                            + " a half on"),
            line(
                    "S3 Storage",
                    "S3/.*",
                    25,
                    100,
                    "250 GB are assumed in each of two buckets; the guide's range fits from 500 GB in each on. The"
                            + " copy in us-west-2 is unknown until `KINEXUS_PRICES` says that region's prices"),
            line("Data Transfer", "DataTransfer/.*|VPC/NAT.*", 50, 200, ""));

    private static final List<GuideLine> DEVELOPMENT = List.of(
            line("Lambda Functions", "Lambda/.*", 5, 20, ""),
            line("DynamoDB", "DynamoDB/.*", 10, 50, ""),
            line("S3 Storage", "S3/.*", 5, 25, ""),
            line(
                    "API Gateway",
                    "API Gateway/.*",
                    10,
                    40,
                    "an HTTP API is a dollar for a million requests, and three million are assumed; a REST API would"
                            + " be 3.50"));

    private static Desired shipped(String environment) {
        return new DesiredFolder(Path.of("desired-state"), Kinds.installed())
                .read(environment)
                .fold(desired -> desired, problems -> {
                    throw new IllegalStateException(String.join("\n", problems));
                });
    }

    private static Bill bill(Desired desired) {
        return new ListPricing(PriceList.shipped())
                .bill(
                        desired.settings().region(),
                        Charges.wanted(io.kinexus.operator.engine.Kinds.installed(), desired));
    }

    private static Range sum(Bill bill, Predicate<String> items) {
        return Bill.sum(bill.lines().stream()
                .filter(line -> items.test(line.usage().item()))
                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "staging", "development"})
    void everyShippedEnvironmentStaysWithinItsBudgetAndKnowsEveryPrice(String environment) {
        Desired desired = shipped(environment);
        Bill bill = bill(desired);
        assertThat(bill.unknown())
                .as("but for the region that documents are copied to")
                .allMatch(item -> item.startsWith("S3/") && item.endsWith(" in us-west-2"));
        assertThat(bill.total().typical())
                .isLessThan(desired.settings().budget().map(Budget::monthlyUsd).orElseThrow());
    }

    @Test
    void thePageHasTheFiguresOfTheModel() throws IOException {
        String page = Files.readString(PAGE);
        page = with(page, "production", compared("production", PRODUCTION));
        page = with(page, "development", compared("development", DEVELOPMENT));
        page = with(page, "staging", totals());
        Golden.check(PAGE, page);
    }

    private static String with(String page, String name, String table) {
        String start = "<!-- " + name + ": written by CostPageTest -->\n";
        int from = page.indexOf(start);
        int to = page.indexOf("<!-- end -->", from);
        assertThat(from).as("a place for %s in the page", name).isNotNegative();
        return page.substring(0, from) + start + table + page.substring(to);
    }

    private static String compared(String environment, List<GuideLine> guide) {
        Bill bill = bill(shipped(environment));
        List<String> rows = new ArrayList<>();
        rows.add("| line | the guide | min / typical / max | the typical figure is |");
        rows.add("|---|---|---|---|");
        guide.forEach(one -> rows.add(row(one, sum(bill, one.items()))));
        Range rest =
                sum(bill, item -> guide.stream().noneMatch(one -> one.items().test(item)));
        rows.add("| beyond the guide's lines | | " + rest.text() + " | |");
        rows.add("| **all** | | **" + bill.total().text() + "** | |");
        return String.join("\n", rows) + "\n";
    }

    private static String row(GuideLine line, Range usd) {
        boolean within = line.covers(usd.typical());
        assertThat(within || !line.why().isEmpty())
                .as("%s is %s and needs a reason", line.name(), usd)
                .isTrue();
        String where = usd.typical() < line.least() ? "below: " : "above: ";
        return String.format(
                Locale.ROOT,
                "| %s | %d to %d | %s | %s |",
                line.name(),
                line.least(),
                line.most(),
                usd.text(),
                within ? "within" : where + line.why());
    }

    private static String totals() {
        StringBuilder table = new StringBuilder("| environment | budget | min / typical / max |\n|---|---|---|\n");
        for (String environment : List.of("production", "staging", "development")) {
            Desired desired = shipped(environment);
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.0f, %s | %s |%n",
                    environment,
                    desired.settings().budget().orElseThrow().monthlyUsd(),
                    desired.settings().budget().orElseThrow().holds() ? "hold" : "warn",
                    bill(desired).total().text()));
        }
        return table.toString();
    }
}
