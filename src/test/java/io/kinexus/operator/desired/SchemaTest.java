package io.kinexus.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema for editors agrees with what binds, as far as a schema can. */
class SchemaTest {
    private static final DesiredSchema SCHEMAS = new DesiredSchema(Folders.KINDS);
    private static final Schema ALL = schema(SCHEMAS.all());
    private static final Schema OVERLAY = schema(SCHEMAS.overlay());

    private static Schema schema(String text) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text);
    }

    /** @param bare whether it holds without a base, and {@code based} whether with one */
    record Case(String given, boolean bare, boolean based) {
        @Override
        public String toString() {
            return given;
        }
    }

    static Stream<Case> specs() {
        return Stream.of(
                new Case("text: a", true, true),
                new Case("text: 5", false, false),
                new Case("text: null", false, true),
                new Case("formed: db.t3", true, true),
                new Case("formed: t3", false, false),
                new Case("count: 11", false, false),
                new Case("count: 1.5", false, false),
                new Case("share: 1.5", true, true),
                new Case("flag: \"true\"", false, false),
                new Case("pause: 10m", true, true),
                new Case("pause: 10", false, false),
                new Case("way: blue-green", true, true),
                new Case("way: null", false, true),
                new Case("big: fargate-spot", false, false),
                new Case("environment: {A: a, B: {from: cache/x, value: host}}", true, true),
                new Case("environment: {A: null}", false, true),
                new Case("environment: {A: {from: cache/x}}", false, true),
                new Case("environment: {A: {from: cache/x, value: colour}}", false, false),
                new Case("names: [a, b, c]", false, false),
                new Case("names: [null]", false, false),
                new Case("others: [thing/b]", true, true),
                new Case("others: [b]", false, false),
                new Case("schedule: cron(0 20 * * ? *)", true, true),
                new Case("schedule: 0 20 * * *", false, false),
                new Case("pattern: {any: [thing]}", true, true),
                new Case("for: x", true, true),
                new Case("inner: {must: x}", true, true),
                new Case("inner: {may: 1}", false, true),
                new Case("inner: {must: x, mustnt: y}", false, false),
                new Case("unknown: 1", false, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("specs")
    void theSchemaHoldsWhatBinds(Case it) {
        Node node = YamlText.read("a.yaml", Folders.document("Thing", "one", it.given()), new Problems())
                .get(0);
        assertThat(ALL.validate(JsonShape.json(node)).isEmpty()).isEqualTo(it.bare());
        assertThat(OVERLAY.validate(JsonShape.json(node)).isEmpty()).isEqualTo(it.based());
    }

    @Test
    void oneKindAloneRefusesTheOthers() {
        Schema bucket = schema(SCHEMAS.of("Bucket").orElseThrow());
        assertThat(SCHEMAS.of("Buckets")).isEmpty();
        for (String kind : List.of("Bucket", "Thing")) {
            Node node = YamlText.read("a.yaml", Folders.document(kind, "one"), new Problems())
                    .get(0);
            assertThat(bucket.validate(JsonShape.json(node)).isEmpty()).isEqualTo(kind.equals("Bucket"));
        }
    }

    @Test
    void fieldsSayWhatTheyMeanAndWhatTheyAreWhenLeftOut() {
        assertThat(SCHEMAS.of("Bucket").orElseThrow())
                .contains("\"Whether earlier versions of objects are kept; once on, AWS only suspends it.\"")
                .contains("\"default\" : false")
                .endsWith("}\n");
    }
}
