package dev.latchkey.audit.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttemptSourceTest {

    @Test
    void anIpv4AddressIsASource() {
        assertThat(source("203.0.113.9")).isEqualTo("203.0.113.9");
    }

    @Test
    void anIpv4AddressThatIsMappedIntoIpv6IsTheSameSource() {
        assertThat(source("::ffff:203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(source("0:0:0:0:0:ffff:cb00:7109")).isEqualTo("203.0.113.9");
    }

    @Test
    void ipv6AddressesOfOneSubscriberAreOneSource() {
        assertThat(source("2001:db8:1:2:3:4:5:6"))
                .isEqualTo("2001:db8:1:2::/64")
                .isEqualTo(source("2001:0db8:0001:0002:ffff:ffff:ffff:ffff"));
        assertThat(source("2001:db8:1:3::1")).isEqualTo("2001:db8:1:3::/64");
        assertThat(source("::1")).isEqualTo("::/64");
    }

    @Test
    void whatIsNoAddressIsNeverLookedUpAndCountsAmongOthers() {
        assertThat(source("unix:/tmp/socket")).isEqualTo("others");
        assertThat(source("latchkey.example")).isEqualTo("others");
        assertThat(source("")).isEqualTo("others");
        assertThat(AttemptSource.of(Optional.empty())).isEqualTo("others");
    }

    private static String source(String address) {
        return AttemptSource.of(Optional.of(address));
    }
}
