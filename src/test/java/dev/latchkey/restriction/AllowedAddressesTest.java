package dev.latchkey.restriction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedAddressesTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.9, true",
        "203.0.113.9, 203.0.113.8, false",
        "203.0.113.9, ::ffff:203.0.113.9, true",
        "::ffff:203.0.113.9, 203.0.113.9, true",
        "::ffff:10.0.0.0/104, 10.200.0.1, true",
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.128/25, 10.0.0.127, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 8.8.8.8, false",
        "2001:db8::/32, 2001:DB8:0:0::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1, true",
        "0.0.0.0/0, localhost, false",
    })
    void aBlockAdmitsWhatLiesInIt(String allowed, String address, boolean admitted) {
        assertThat(AllowedAddresses.error(allowed)).isEmpty();
        assertThat(AllowedAddresses.of(List.of(allowed)).admit(Optional.of(address)))
                .isEqualTo(admitted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/08",
                "10.0.0.0/",
                "010.0.0.1",
                "10.0.0.01",
                "1.2.3",
                "[::1]",
                "fe80::1%eth0",
                "::1/129",
                "10.0.0.0/8/8",
                "*",
                "1.2.3.4-9",
                "0x7f.1",
                " 1.2.3.4"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThat(AllowedAddresses.error(text)).isPresent();
    }

    @Test
    void aNetworkWithMoreBitsIsRefusedAndToldWhichOneIsMeant() {
        assertThat(AllowedAddresses.error("10.1.2.3/8")).get().asString().endsWith("10.0.0.0/8");
        assertThat(AllowedAddresses.error("2001:db8::1/32")).get().asString().endsWith("2001:db8::/32");
    }

    @Test
    void thereIsOneWayToWriteAnAddress() {
        assertThat(AllowedAddresses.canonical("::FFFF:192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(AllowedAddresses.canonical("2001:DB8:0:0::/64")).isEqualTo("2001:db8::/64");
    }

    @Test
    void noneMeansAnyAndWhatCannotBeReadMeansNone() {
        assertThat(AllowedAddresses.ANY.admit(Optional.empty())).isTrue();
        assertThat(AllowedAddresses.of(List.of("of a later version")).admit(Optional.of("10.0.0.1")))
                .isFalse();
        assertThat(AllowedAddresses.of(List.of("0.0.0.0/0")).admit(Optional.empty()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.0.0.0/8, true",
        "10.0.0.0/8, 10.1.0.0/16, false",
        "10.0.0.1, 10.0.0.1, true",
        "::/0, 0.0.0.0/0, false"
    })
    void aBlockIsWithinAnother(String inner, String outer, boolean within) {
        var allowed = AllowedAddresses.of(List.of(inner));
        assertThat(allowed.areWithin(AllowedAddresses.of(List.of(outer)))).isEqualTo(within);
        assertThat(allowed.areWithin(AllowedAddresses.ANY)).isTrue();
        assertThat(AllowedAddresses.ANY.areWithin(allowed)).isFalse();
    }
}
