package dev.latchkey.conditional;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    private static final EntityTag V7 = EntityTag.ofVersion(7);

    @ParameterizedTest
    @ValueSource(strings = {"*", " * ", "\"v7\"", "\"v6\", \"v7\"", "\"v7\",\"v6\"", ",, \"v7\" ,", "W/\"v7\", \"v7\""})
    void namesTheState(String header) {
        var tags = EntityTags.parse(List.of(header)).orElseThrow();
        assertThat(tags.matchStrongly(V7)).isTrue();
        assertThat(tags.matchWeakly(V7)).isTrue();
    }

    @Test
    void aWeakTagIsGoodEnoughForReadingOnly() {
        var tags = EntityTags.parse(List.of("W/\"v7\"")).orElseThrow();
        assertThat(tags.matchStrongly(V7)).isFalse();
        assertThat(tags.matchWeakly(V7)).isTrue();
    }

    @Test
    void severalLinesAreOneList() {
        assertThat(EntityTags.parse(List.of("\"v6\"", "\"v7\"")).orElseThrow().matchStrongly(V7))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"v8\"", "\"V7\"", "\"v7 \\\\\"", "\"a,b\"", "\"\""})
    void namesAnotherState(String header) {
        EntityTags.parse(List.of(header))
                .ifPresent(tags -> assertThat(tags.matchStrongly(V7)).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "v7", "\"v7", "v7\"", "\"v7\" \"v6\"", "w/\"v7\"", "*, \"v7\"", "**", ",", "\"a\tb\""})
    void isMalformed(String header) {
        assertThat(EntityTags.parse(List.of(header))).isEmpty();
    }

    @Test
    void aLongHeaderTakesNoLongTime() {
        assertThat(EntityTags.parse(List.of(", ".repeat(10_000) + "x"))).isEmpty();
    }

    @Test
    void theSameContentHasTheSameTag() {
        assertThat(EntityTag.ofContent("a")).isEqualTo(EntityTag.ofContent("a")).isNotEqualTo(EntityTag.ofContent("b"));
        assertThat(EntityTag.ofContent("a").toString()).matches("\"[A-Za-z0-9_-]{22}\"");
    }
}
