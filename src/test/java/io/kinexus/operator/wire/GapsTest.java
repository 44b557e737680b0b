package io.kinexus.operator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each row of the table is still true of moto: one that is not must go, and its promises are then kept there too. */
class GapsTest {
    @TestFactory
    Stream<DynamicTest> everyGapIsStillThere() {
        WireServer server = WireServer.required();
        if (!server.ours()) {
            WireServer.skip("the rows are about moto as it is started here, not about " + server.uri());
        }
        return Gaps.ALL.stream()
                .map(gap -> DynamicTest.dynamicTest(gap.toString(), () -> assertThat(Gaps.shows(server, gap))
                        .as("moto does as AWS does by now: remove the row")
                        .isTrue()));
    }
}
