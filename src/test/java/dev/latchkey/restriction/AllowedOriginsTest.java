package dev.latchkey.restriction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOriginsTest {

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com, https://app.example.com, true",
        "https://app.example.com, http://app.example.com, false",
        "https://app.example.com, https://app.example.com:8443, false",
        "https://App.Example.com:443, https://app.example.com, true",
        "http://localhost:3000, http://localhost:3000, true",
        "http://[::1]:3000, http://[::1]:3000, true",
        "https://*.example.com, https://shop.example.com, true",
        "https://*.example.com, https://a.shop.example.com, false",
        "https://*.example.com, https://example.com, false",
        "https://*.example.com, https://evilexample.com, false",
        "https://*.example.com, https://*.example.com, false",
        "https://*.example.com, https://a.example.com.evil.net, false",
        "https://*.example.com, null, false",
    })
    void anOriginAdmitsExactlyWhatItNames(String allowed, String origin, boolean admitted) {
        assertThat(AllowedOrigins.error(allowed)).isEmpty();
        assertThat(AllowedOrigins.of(List.of(allowed)).admit(origin)).isEqualTo(admitted);
        assertThat(AllowedOrigins.ANY.admit(origin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "null",
                "example.com",
                "https://",
                "https://example.com/",
                "https://*.com",
                "https://*",
                "https://a.*.example.com",
                "https://*.*.example.com",
                "https://user@example.com",
                "https://a b.com"
            })
    void whatIsNoOriginIsRefused(String text) {
        assertThat(AllowedOrigins.error(text)).isPresent();
    }
}
