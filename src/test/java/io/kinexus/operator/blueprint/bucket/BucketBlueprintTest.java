package io.kinexus.operator.blueprint.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Spec;
import io.kinexus.operator.kind.bucket.BucketSpec;
import io.kinexus.operator.kind.role.RoleSpec;
import io.kinexus.operator.support.DeclaredSite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BucketBlueprintTest {
    private static BucketDeclaration bucket(boolean versioned, String copiedTo) {
        return new BucketDeclaration(
                Optional.empty(),
                versioned,
                true,
                false,
                Optional.of(copiedTo).filter(to -> !to.isEmpty()).map(BucketDeclaration.Replication::new),
                List.of());
    }

    private static Map<String, Declared<?>> expand(BucketDeclaration bucket) {
        return new BucketBlueprint()
                .expand(bucket, new DeclaredSite("bucket/docs").with("bucket/docs", bucket)).stream()
                        .collect(Collectors.toMap(one -> one.id().local(), Function.identity()));
    }

    private static <S extends Spec> S spec(Declared<?> one, Class<S> type) {
        return type.cast(one.spec());
    }

    @Test
    void aCopyIsThereBeforeTheRuleWithARoleThatMayOnlyCopy() {
        Map<String, Declared<?>> all = expand(bucket(true, "us-west-2"));
        assertThat(all.keySet())
                .containsExactlyInAnyOrder("bucket/docs", "bucket/docs-us-west-2", "role/docs-replication");
        Declared<?> source =
                all.getOrDefault("bucket/docs", all.values().iterator().next());
        assertThat(source.after())
                .extracting(id -> id.local())
                .containsExactlyInAnyOrder("bucket/docs-us-west-2", "role/docs-replication");
        assertThat(spec(source, BucketSpec.class).replication())
                .contains(new BucketSpec.Replication(
                        "arn:aws:iam::123456789012:role/kinexus/test/test-docs-replication",
                        "arn:aws:s3:::docs-us-west-2"));
        all.values().stream()
                .filter(one -> one.id().local().equals("bucket/docs-us-west-2"))
                .forEach(one -> assertThat(spec(one, BucketSpec.class))
                        .isEqualTo(BucketSpec.copy("docs-us-west-2", "us-west-2", List.of())));
        all.values().stream().filter(one -> one.spec() instanceof RoleSpec).forEach(one -> assertThat(
                        spec(one, RoleSpec.class).inlinePolicies().toString())
                .contains("s3:ReplicateObject", "arn:aws:s3:::docs-us-west-2/*")
                .doesNotContain("Delete", "\"*\"", "s3:Put"));
    }

    @Test
    void theCopyAgesByTheSameRules() {
        BucketDeclaration.Lifecycle rule = new BucketDeclaration.Lifecycle(
                "", Map.of(), Optional.empty(), Optional.of(Duration.ofDays(90)), Optional.empty());
        BucketDeclaration ages = new BucketDeclaration(
                Optional.empty(),
                true,
                true,
                false,
                Optional.of(new BucketDeclaration.Replication("us-west-2")),
                List.of(rule));
        assertThat(expand(ages).values())
                .filteredOn(one -> one.spec() instanceof BucketSpec)
                .hasSize(2)
                .allSatisfy(one -> assertThat(spec(one, BucketSpec.class).lifecycle())
                        .containsExactly(new BucketSpec.Rule(
                                "", List.of(), Optional.empty(), Optional.of(90), Optional.empty())));
    }

    @Test
    void withoutACopyItIsOneBucketInTheEnvironmentsRegion() {
        assertThat(expand(bucket(false, "")).values()).singleElement().satisfies(one -> {
            assertThat(spec(one, BucketSpec.class).region()).isEqualTo("us-east-1");
            assertThat(spec(one, BucketSpec.class).replication()).isEmpty();
        });
    }

    record Wrong(String reason, String name, BucketDeclaration bucket, String path, String says) {
        @Override
        public String toString() {
            return reason;
        }
    }

    static Stream<Wrong> mistakes() {
        return Stream.of(
                new Wrong("no versions", "docs", bucket(false, "us-west-2"), "spec.replicateTo", "versioned: true"),
                new Wrong("to itself", "docs", bucket(true, "us-east-1"), "spec.replicateTo.region", "another region"),
                new Wrong("a long name", "d".repeat(60), bucket(true, "us-west-2"), "metadata.name", "shorten it by 7"),
                new Wrong(
                        "a name that is taken", "other", bucket(true, "us-west-2"), "spec.replicateTo", "rename that"),
                new Wrong(
                        "one that exists",
                        "docs",
                        new BucketDeclaration(
                                Optional.of("theirs"),
                                true,
                                true,
                                false,
                                Optional.of(new BucketDeclaration.Replication("us-west-2")),
                                List.of()),
                        "spec.replicateTo",
                        "that exists"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeSaysWhatToChange(Wrong wrong) {
        DeclaredSite site = new DeclaredSite("bucket/" + wrong.name())
                .with("bucket/" + wrong.name(), wrong.bucket())
                .with("bucket/other-us-west-2", bucket(false, ""));
        List<Flaw> flaws = new BucketBlueprint().check(wrong.bucket(), site);
        assertThat(flaws).singleElement().satisfies(flaw -> {
            assertThat(flaw.path()).isEqualTo(wrong.path());
            assertThat(flaw.message()).contains(wrong.says());
        });
    }
}
