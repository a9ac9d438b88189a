package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {

    @ParameterizedTest
    @CsvSource({
        "/orders, /orders, true",
        "/orders, /orders/, false",
        "/orders, /Orders, false",
        "/orders, /orders/7, false",
        "/, /, true",
        "/, /orders, false",
        "/orders/*, /orders/7, true",
        "/orders/*, /orders/, false",
        "/orders/*, /orders, false",
        "/orders/*, /orders/7/items, false",
        "/orders/*/items, /orders/7/items, true",
        "/orders/**, /orders, true",
        "/orders/**, /orders/, true",
        "/orders/**, /orders/7/items, true",
        "/orders/**, /ordersx, false",
        "/orders/*/**, /orders/7, true",
        "/orders/*/**, /orders, false",
        "/**, /, true",
        "/**, /anything/at/all, true"
    })
    void matchesWholeSegments(String pattern, String path, boolean matches) {
        assertThat(PathPattern.parse(pattern).matches(PlainPath.of(path).orElseThrow()))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "orders", "/orders/x*", "/**/orders", "/a//b", "/../a", "/a%20b", "/a;b", "/ø", "/a/***"})
    void whatCannotBeReadIsRefusedAtStart(String pattern) {
        assertThatThrownBy(() -> PathPattern.parse(pattern)).isInstanceOf(IllegalArgumentException.class);
    }
}
