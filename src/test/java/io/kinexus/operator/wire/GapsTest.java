package io.kinexus.operator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each row of the table is still true of moto: one that is not must go, and its promises are then kept there too. */
class GapsTest {
    @TestFactory
    Stream<DynamicTest> everyGapIsStillThere() {
        WireServer server = WireServer.required();
        assumeThat(server.ours()).as("the rows are about moto as it is started here").isTrue();
        return Gaps.ALL.stream()
                .map(gap -> DynamicTest.dynamicTest(gap.toString(), () -> assertThat(Gaps.shows(server, gap))
                        .as("moto does as AWS does by now: remove the row")
                        .isTrue()));
    }
}
