package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/orders", "/orders/", "/orders/7", "/a.b/..c/~x", "/a:b@c,d", "/K%C3%B8ge", "/two%20words"
            })
    void aPathWithOneSpellingIsPlain(String path) {
        assertThat(PlainPath.of(path)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "//",
                "//orders",
                "/orders//7",
                "/./orders",
                "/orders/.",
                "/orders/..",
                "/orders/../admin",
                "/orders/%2e%2e/admin",
                "/%2E/x",
                "/orders%2Fadmin",
                "/orders%2fadmin",
                "/orders%5cadmin",
                "/orders\\admin",
                "/%2561dmin",
                "/%61dmin",
                "/orders;x=1",
                "/orders%3Bx",
                "/orders%00",
                "/orders%0a",
                "/orders%7f",
                "/orders\u0000",
                "/ørders",
                "/orders%C0%AF",
                "/orders%F8",
                "/orders%",
                "/orders%2",
                "/orders%zz",
                "/orders%3Fx",
                "/orders%23x",
                "/orders%3Aall",
                "/a b",
                "/a\"b",
                "/a|b",
                "/%C2%85",
                "/a\n"
            })
    void aPathThatMayBeTakenForAnotherOneIsNot(String path) {
        assertThat(PlainPath.of(path)).isEmpty();
    }
}
