package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CleanTextTest {

    @Test
    void ordinaryTextStaysAsItIs() {
        assertThat(CleanText.of("/v1/käse/😀", 100)).isEqualTo("/v1/käse/😀");
    }

    @Test
    void whatPostgresWouldRefuseIsReplaced() {
        assertThat(CleanText.of("a\0b\nc\u007f", 100)).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
        assertThat(CleanText.of("a\ud800b\udc00", 100)).isEqualTo("a\uFFFDb\uFFFD");
    }

    @Test
    void textIsBoundedAndNeverCutInsideOfACharacter() {
        assertThat(CleanText.of("x".repeat(101), 100)).hasSize(100);
        assertThat(CleanText.of("x".repeat(99) + "😀", 100)).isEqualTo("x".repeat(99) + "\uFFFD");
    }

    @Test
    void tokensAreRedacted() {
        var token = "mf_sk_live_" + "Aa1".repeat(12);

        assertThat(CleanText.of("/x/" + token + "/y", 100)).isEqualTo("/x/mf_sk_live_redacted/y");
        assertThat(CleanText.of(token.replace("_", "%5F"), 100)).isEqualTo("mf%5Fsk%5Flive%5Fredacted");
        assertThat(CleanText.of("x".repeat(80) + token, 100)).doesNotContain("Aa1");
    }
}
