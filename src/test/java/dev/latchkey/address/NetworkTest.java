package dev.latchkey.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.113.255, true",
        "203.0.113.0/24, 203.0.114.0, false",
        "203.0.113.9, 203.0.113.9, true",
        "203.0.113.9, 203.0.113.8, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 203.0.113.9, true",
        "2001:db8::/33, 2001:db8:7fff:ffff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "2001:db8::/65, 2001:db8:0:0:7fff::1, true",
        "2001:db8::/65, 2001:db8:0:0:8000::1, false",
        "2001:db8::1/128, 2001:0DB8:0:0:0:0:0:1, true",
        "203.0.113.0/24, ::ffff:203.0.113.9, true",
        "::ffff:203.0.113.0/120, 203.0.113.9, true",
        "::ffff:203.0.113.0/120, 203.0.112.9, false"
    })
    void anAddressIsInANetworkOrNot(String network, String address, boolean inside) {
        assertThat(Network.parse(network)
                        .orElseThrow()
                        .contains(Address.parse(address).orElseThrow()))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "203.0.113",
                "203.0.113.256",
                "203.0.113.9/33",
                "203.0.113.9/24",
                "203.0.113.0/",
                "203.0.113.0/-1",
                "203.0.113.0/24/24",
                "2001:db8::/129",
                "2001:db8::1/64",
                "fe80::1%eth0",
                "[2001:db8::1]",
                " 203.0.113.9",
                "203.0.113.9 ",
                "::ffff:203.0.113.9/96"
            })
    void whatIsNoNetworkIsNotRead(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.113.128/25, true",
        "203.0.113.0/24, 203.0.113.0/24, true",
        "203.0.113.128/25, 203.0.113.0/24, false",
        "203.0.113.0/24, 203.0.114.0/25, false",
        "203.0.113.0/24, ::/0, false"
    })
    void aNetworkIsInANetworkOrNot(String network, String other, boolean inside) {
        assertThat(Network.parse(network)
                        .orElseThrow()
                        .contains(Network.parse(other).orElseThrow()))
                .isEqualTo(inside);
    }

    /** Against arithmetic on whole numbers. */
    @Test
    void membershipIsThatOfTheLeadingBits() throws Exception {
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            var bytes = new byte[16];
            random.nextBytes(bytes);
            bytes[0] = 0x20;
            int prefix = random.nextInt(129);
            var first = new BigInteger(1, bytes).shiftRight(128 - prefix).shiftLeft(128 - prefix);
            var other = first.xor(BigInteger.ONE.shiftLeft(random.nextInt(128)));

            var network = Network.parse(text(first) + "/" + prefix).orElseThrow();

            assertThat(network.contains(Address.parse(text(other)).orElseThrow()))
                    .as("%s in %s", text(other), network)
                    .isEqualTo(first.shiftRight(128 - prefix).equals(other.shiftRight(128 - prefix)));
        }
    }

    private static String text(BigInteger address) throws Exception {
        var bytes = new byte[16];
        var digits = address.toByteArray();
        int length = Math.min(16, digits.length);
        System.arraycopy(digits, digits.length - length, bytes, 16 - length, length);
        return InetAddress.getByAddress(bytes).getHostAddress();
    }
}
