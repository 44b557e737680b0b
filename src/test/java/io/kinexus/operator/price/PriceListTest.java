package io.kinexus.operator.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.core.cost.Bill.Price;
import io.kinexus.operator.core.cost.Range;
import org.junit.jupiter.api.Test;

class PriceListTest {
    private static final String HEADER = "service,item,region,unit,usd,as_of,source\n";

    @Test
    void everyShippedPriceHasADateOrSaysThatItHasNone() {
        Price nat = PriceList.shipped().price("us-east-1", "VPC/NAT gateway").orElseThrow();
        assertThat(nat.usd()).isEqualTo(Range.always(0.045));
        assertThat(nat.asOf()).isEqualTo("2026-09-21");
    }

    @Test
    void whatStandsInBracketsIsNoPartOfTheName() {
        assertThat(PriceList.shipped().price("us-east-1", "RDS/RDS Proxy")).isPresent();
    }

    @Test
    void anotherRegionIsUnknownUntilAFileSaysIt() {
        PriceList shipped = PriceList.shipped();
        assertThat(shipped.price("ap-south-1", "VPC/NAT gateway")).isEmpty();
        PriceList own =
                shipped.with("mine.csv", HEADER + "# ours\nVPC,NAT gateway,ap-south-1,hour,0.056,2026-11,our bill\n");
        assertThat(own.price("ap-south-1", "VPC/NAT gateway").orElseThrow().usd())
                .isEqualTo(Range.always(0.056));
        assertThat(own.price("us-east-1", "VPC/NAT gateway")).isPresent();
    }

    @Test
    void anOwnPriceGoesBeforeTheShippedOne() {
        PriceList own = PriceList.shipped()
                .with("mine.csv", HEADER + "VPC,NAT gateway,us-east-1,hour,0.03,2026-11,our contract\n");
        assertThat(own.price("us-east-1", "VPC/NAT gateway").orElseThrow().usd())
                .isEqualTo(Range.always(0.03));
    }

    @Test
    void aMistakeNamesFileAndLineAndWhatIsAllowed() {
        assertThatThrownBy(() -> PriceList.shipped()
                        .with("mine.csv", HEADER + "VPC,NAT gateway,us-east-1,hour,cheap,x,y\nVPC,too few\n"))
                .hasMessageContaining("mine.csv:2: usd: 'cheap' is no price")
                .hasMessageContaining("mine.csv:3: has 2 columns");
        assertThatThrownBy(() -> PriceList.shipped().with("mine.csv", "price\n"))
                .hasMessageContaining("mine.csv:1: must begin with the columns service,item");
    }
}
