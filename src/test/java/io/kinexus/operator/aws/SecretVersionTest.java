package io.kinexus.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretVersionTest {
    private static final String UUID = "8d1b4c1a-2f57-4b59-9f7e-1c2d3e4f5a6b";

    @ParameterizedTest
    @ValueSource(
            strings = {
                UUID,
                "0123456789abcdef0123456789abcdef",
                "EXAMPLE1-90ab-cdef-fedc-ba987EXAMPLE",
                "terraform-20260105150000000000000001",
                "a token, of 64 characters: some person chose it, and he may do so",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void whatOnlyAddsAConnectionCountsAsWhatItWasMadeFrom(String origin) {
        String once = SecretVersion.connected(origin, "attempt-1");
        String twice = SecretVersion.connected(once, "attempt-2");
        assertThat(once).hasSizeBetween(32, 64).isNotEqualTo(origin);
        assertThat(twice).hasSizeBetween(32, 64).isNotEqualTo(once);
        assertThat(SecretVersion.chosen(once)).isEqualTo(SecretVersion.chosen(origin));
        assertThat(SecretVersion.chosen(twice)).isEqualTo(SecretVersion.chosen(origin));
        assertThat(SecretVersion.chosen(origin)).hasSizeBetween(32, 40).matches("[A-Za-z0-9-]+");
    }

    @Test
    void aRetryMakesNoOther() {
        assertThat(SecretVersion.connected(UUID, "attempt-1")).isEqualTo(SecretVersion.connected(UUID, "attempt-1"));
    }

    @Test
    void anIdThatWasMadeByChanceIsItself() {
        assertThat(SecretVersion.chosen(UUID)).isEqualTo(UUID);
    }

    /** A plan, and what is kept of a bad revision, know a version by its first digits. */
    @Test
    void thoughtOutIdsDifferInTheirFirstDigits() {
        assertThat(Stream.of(
                                "terraform-20260105150000000000000001",
                                "terraform-20260105150000000000000002",
                                "00000000-0000-0000-0000-000000000001",
                                "00000000-0000-0000-0000-000000000002")
                        .map(SecretVersion::chosen)
                        .map(SecretVersion::shown))
                .doesNotHaveDuplicates();
    }

    @Test
    void theLabelSaysBackWhatWasWritten() {
        Map<String, String> versions =
                Map.of("kinexus/production/jwt", UUID, "a=b+c@d_e.f-g", "${secret-connection/a=b+c@d_e.f-g.versionId}");
        assertThat(SecretVersion.versions(SecretVersion.label(versions))).isEqualTo(versions);
        assertThat(SecretVersion.versions("")).isEmpty();
        assertThat(SecretVersion.versions("theirs,b:1")).isEqualTo(Map.of("theirs", "", "b", "1"));
    }

    @Test
    void peopleSeeItsBeginning() {
        assertThat(SecretVersion.shown(UUID)).isEqualTo("8d1b4c1a");
        assertThat(SecretVersion.shown("${secret/a.versionId}")).isEqualTo("(not known yet)");
    }
}
