package io.kinexus.operator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.api.Caller;
import io.kinexus.operator.api.DestroyRequest;
import io.kinexus.operator.api.DestroyView;
import io.kinexus.operator.api.RefusedWish;
import io.kinexus.operator.api.Unacceptable;
import io.kinexus.operator.engine.Destruction;
import io.kinexus.operator.support.OneFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody's word is taken before it is seen what would go. */
class DestroyerTest {
    private static final String TOPIC = """
        kind: Topic
        metadata: {name: %s}
        spec: {}
        """;
    private static final String BUCKET = """
        kind: Bucket
        metadata: {name: documents-of-a-test}
        spec: {}
        """;

    @TempDir
    Path folder;

    private static DestroyView ask(OneFile file, Optional<String> confirm, Optional<Integer> most) {
        return new Destroyer(file.operated.ports())
                .destroy(file.operated.read(), new DestroyRequest(confirm, most), new Caller("tests", Set.of()));
    }

    @Test
    void theNameAndTheNumberMustBeSaidAndWhatHoldsDataStays() {
        OneFile file = new OneFile(folder, TOPIC.formatted("one"), TOPIC.formatted("two"), BUCKET);
        file.write(", limits: {maxDeletes: 1}", TOPIC.formatted("one"), TOPIC.formatted("two"), BUCKET);
        file.operated.settle(20);
        assertThatThrownBy(() -> ask(file, Optional.of("production"), Optional.of(9)))
                .isInstanceOf(Unacceptable.class)
                .hasMessageContaining("confirm must be its name: --confirm data");
        assertThatThrownBy(() -> ask(file, Optional.of("data"), Optional.empty()))
                .isInstanceOf(RefusedWish.class)
                .hasMessageContaining("removes from 2 declarations of data, and allowed are 1")
                .hasMessageContaining("--max-deletes 2");
        assertThat(file.operated.memory.destruction("data")).isEmpty();

        DestroyView view = ask(file, Optional.of("data"), Optional.of(2));
        assertThat(view.removes()).containsExactly("topic/one", "topic/two");
        assertThat(view.retained())
                .extracting(DestroyView.RetainedView::id)
                .containsExactly("bucket/documents-of-a-test");
        assertThat(view.retained().get(0).because()).contains("it holds data").contains("permits");
        assertThat(file.operated.memory.destruction("data").map(Destruction::maxDeletes))
                .contains(2);
        file.operated.turn("manual");

        DestroyView again = ask(file, Optional.of("data"), Optional.empty());
        assertThat(again.removes()).isEmpty();
        assertThat(again.retained()).hasSize(1);
    }
}
