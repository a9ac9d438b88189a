package dev.latchkey.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.access.ProxyConfig.Forwarding;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ClientAddressTest {

    private static final String PROXY = "10.0.0.1";
    private static final Optional<List<String>> PROXIES = Optional.of(List.of("10.0.0.0/8", "2001:db8::/64"));

    private record Proxies(Forwarding forwarding, Optional<List<String>> trusted) implements ProxyConfig {}

    @ParameterizedTest
    @EnumSource(Forwarding.class)
    void whoeverIsNoTrustedProxyIsNotBelieved(Forwarding forwarding) {
        var addresses = forwarding == Forwarding.NONE
                ? new ClientAddress(new Proxies(forwarding, Optional.empty()))
                : new ClientAddress(new Proxies(forwarding, PROXIES));

        for (var peer : List.of("198.51.100.7", "2001:db8:1::7", "::ffff:198.51.100.7")) {
            assertThat(addresses.of(Optional.of(peer), forged())).contains(peer);
        }
    }

    @Test
    void withoutForwardingNoProxyIsBelieved() {
        var addresses = new ClientAddress(new Proxies(Forwarding.NONE, Optional.empty()));

        assertThat(addresses.of(Optional.of(PROXY), forged())).contains(PROXY);
    }

    @Test
    void onlyTheHeaderThatIsConfiguredCounts() {
        var forwardedFor = new ClientAddress(new Proxies(Forwarding.X_FORWARDED_FOR, PROXIES));
        var forwarded = new ClientAddress(new Proxies(Forwarding.FORWARDED, PROXIES));
        var headers = forged().set("X-Forwarded-For", "198.51.100.1").set("Forwarded", "for=198.51.100.2");

        assertThat(forwardedFor.of(Optional.of(PROXY), headers)).contains("198.51.100.1");
        assertThat(forwarded.of(Optional.of(PROXY), headers)).contains("198.51.100.2");
    }

    /** What stands left of the last hop that is not trusted, the client may have sent itself. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "hidden",
            value = {
                "198.51.100.1|198.51.100.1",
                "203.0.113.66, 198.51.100.1|198.51.100.1",
                "10.9.9.9, 198.51.100.1|198.51.100.1",
                "203.0.113.66, 198.51.100.1, 10.0.0.2|198.51.100.1",
                "203.0.113.66, 198.51.100.1, 10.0.0.2, 2001:db8::5|198.51.100.1",
                "198.51.100.1:4711|198.51.100.1",
                "[2001:db8:1::9]:4711|2001:db8:1::9",
                "2001:db8:1::9|2001:db8:1::9",
                "203.0.113.66, unknown|hidden",
                "203.0.113.66, unknown, 10.0.0.2|hidden",
                "203.0.113.66,|hidden",
                "203.0.113.66, evil.example|hidden",
                "10.0.0.3, 10.0.0.2|10.0.0.3"
            })
    void theLastHopThatIsNotTrustedIsTheClient(String hops, String client) {
        var addresses = new ClientAddress(new Proxies(Forwarding.X_FORWARDED_FOR, PROXIES));
        var headers = MultiMap.caseInsensitiveMultiMap().add("X-Forwarded-For", hops);

        assertThat(addresses.of(Optional.of(PROXY), headers)).isEqualTo(Optional.ofNullable(client));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "hidden",
            value = {
                "for=198.51.100.1|198.51.100.1",
                "For=\"198.51.100.1:4711\";proto=https;by=10.0.0.1|198.51.100.1",
                "proto=https;for=\"[2001:db8:1::9]:4711\"|2001:db8:1::9",
                "for=203.0.113.66, for=198.51.100.1|198.51.100.1",
                "for=203.0.113.66, for=198.51.100.1, for=10.0.0.2|198.51.100.1",
                "for=203.0.113.66, proto=https|hidden",
                "for=203.0.113.66, for=_secret|hidden",
                "for=203.0.113.66, for=unknown|hidden",
                "for=\"203.0.113.66, for=198.51.100.1|hidden",
                "for=\"a\\\", for=203.0.113.66\", for=198.51.100.1|198.51.100.1",
                "nonsense|hidden"
            })
    void theSameIsReadFromForwarded(String value, String client) {
        var addresses = new ClientAddress(new Proxies(Forwarding.FORWARDED, PROXIES));
        var headers = MultiMap.caseInsensitiveMultiMap().add("Forwarded", value);

        assertThat(addresses.of(Optional.of(PROXY), headers)).isEqualTo(Optional.ofNullable(client));
    }

    @Test
    void headersOfTheSameNameAreOneList() {
        var addresses = new ClientAddress(new Proxies(Forwarding.X_FORWARDED_FOR, PROXIES));
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add("X-Forwarded-For", "203.0.113.66")
                .add("X-Forwarded-For", "198.51.100.1");

        assertThat(addresses.of(Optional.of(PROXY), headers)).contains("198.51.100.1");
    }

    @Test
    void aProxyThatSaysNothingIsTheClient() {
        var addresses = new ClientAddress(new Proxies(Forwarding.X_FORWARDED_FOR, PROXIES));

        assertThat(addresses.of(Optional.of(PROXY), MultiMap.caseInsensitiveMultiMap()))
                .contains(PROXY);
    }

    @Test
    void forwardingWithoutProxiesOrTheOtherWayRoundIsAMistake() {
        assertThatThrownBy(() -> new ClientAddress(new Proxies(Forwarding.FORWARDED, Optional.empty())))
                .hasMessageContaining("LATCHKEY_PROXY_TRUSTED");
        assertThatThrownBy(() -> new ClientAddress(new Proxies(Forwarding.NONE, PROXIES)))
                .hasMessageContaining("LATCHKEY_PROXY_FORWARDING");
        assertThatThrownBy(() ->
                        new ClientAddress(new Proxies(Forwarding.FORWARDED, Optional.of(List.of("proxy.example")))))
                .hasMessageContaining("proxy.example");
    }

    private static MultiMap forged() {
        var headers = MultiMap.caseInsensitiveMultiMap();
        for (var name : List.of("X-Forwarded-For", "X-Real-IP", "X-Client-IP", "True-Client-IP")) {
            headers.add(name, "203.0.113.66");
        }
        return headers.add("Forwarded", "for=203.0.113.66");
    }
}
