package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayTrustTest {

    private static final Duration BOUND = Duration.ofSeconds(2);

    @Test
    void isOffUnlessItIsSwitchedOn() {
        var config = config(Map.of());

        assertThat(config.enabled()).isFalse();
        assertThat(config.original()).isEmpty();
        assertThat(config.secret()).isEmpty();
        assertThat(config.maxAge()).isZero();
        assertThat(config.routes()).isEmpty();
        assertThatCode(() -> GatewayTrust.check(config, false, BOUND)).doesNotThrowAnyException();
    }

    @Test
    void isOnWhereProxiesAreKnown() {
        var config = config(Map.of("enabled", "true", "original", "x_forwarded", "max-age", "2s"));

        assertThatCode(() -> GatewayTrust.check(config, true, BOUND)).doesNotThrowAnyException();
        assertThatThrownBy(() -> GatewayTrust.check(config, false, BOUND))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("LATCHKEY_PROXY_TRUSTED");
    }

    @ParameterizedTest
    @CsvSource({
        "original, , LATCHKEY_GATEWAY_ORIGINAL",
        "secret, too short, LATCHKEY_GATEWAY_SECRET",
        "max-age, 2001ms, LATCHKEY_GATEWAY_MAX_AGE",
        "max-age, -1s, LATCHKEY_GATEWAY_MAX_AGE"
    })
    void whatIsWrongStopsTheStart(String name, String value, String setting) {
        var settings = new java.util.HashMap<>(Map.of("enabled", "true", "original", "path"));
        settings.put(name, value == null ? "" : value);

        assertThatThrownBy(() -> GatewayTrust.check(config(settings), true, BOUND))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(setting);
    }

    @ParameterizedTest
    @CsvSource({
        "methods, get, METHODS",
        "scope, two words, SCOPE",
        "scope, *, SCOPE",
        "path, orders, PATH",
        "path, /a/x*, PATH"
    })
    void aRouteThatCannotBeReadStopsTheStart(String name, String value, String setting) {
        var settings = new java.util.HashMap<>(Map.of("routes[0].path", "/orders"));
        settings.put("routes[0]." + name, value);

        assertThatThrownBy(() -> new GatewayRoutes(config(settings)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("LATCHKEY_GATEWAY_ROUTES_0__" + setting);
    }

    private static GatewayConfig config(Map<String, String> settings) {
        var properties = new java.util.HashMap<String, String>();
        settings.forEach((name, value) -> properties.put("latchkey.gateway." + name, value));
        return new SmallRyeConfigBuilder()
                .withMapping(GatewayConfig.class)
                .withConverter(Duration.class, 300, new io.quarkus.runtime.configuration.DurationConverter())
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(GatewayConfig.class);
    }
}
