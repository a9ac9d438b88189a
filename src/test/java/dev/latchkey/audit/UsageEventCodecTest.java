package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.organization.Environment;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UsageEventCodecTest {

    private static final UsageEvent FULL = new UsageEvent(
            UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"),
            Instant.parse("2026-01-02T03:04:05.678Z"),
            new UUID(1, 2),
            Environment.LIVE,
            new UUID(3, 4),
            new UUID(-5, -6),
            "POST",
            "/v1/ünïcode/€/😀",
            Optional.of("/v1/{path}"),
            OptionalInt.of(503),
            Duration.ofNanos(123_456_789),
            Optional.of("2001:db8::1"),
            Optional.of("agent"),
            "req_1",
            Optional.of("key_revoked"),
            Optional.of("from=€"),
            true);

    private static final UsageEvent BARE = new UsageEvent(
            new UUID(0, 0),
            Instant.EPOCH,
            new UUID(0, 0),
            Environment.TEST,
            new UUID(0, 0),
            new UUID(0, 0),
            "",
            "",
            Optional.empty(),
            OptionalInt.empty(),
            Duration.ZERO,
            Optional.empty(),
            Optional.empty(),
            "",
            Optional.empty(),
            Optional.empty(),
            false);

    private static final UsageEvent PORTAL = new UsageEvent(
            FULL.id(),
            FULL.occurredAt(),
            FULL.organizationId(),
            Environment.TEST,
            null,
            null,
            "GET",
            "/v1/portal/profile",
            Optional.of("/v1/portal/profile"),
            OptionalInt.of(200),
            Duration.ZERO,
            Optional.empty(),
            Optional.empty(),
            "req_2",
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.of(new UsageEvent.Portal(new UUID(7, 8), new UUID(9, 10))));

    @Test
    void anEventComesBackAsItWas() {
        assertThat(UsageEventCodec.decode(encoded(FULL))).isEqualTo(FULL);
        assertThat(UsageEventCodec.decode(encoded(BARE))).isEqualTo(BARE);
    }

    @Test
    void anEventOfAPortalSessionComesBackAsItWas() {
        assertThat(UsageEventCodec.decode(encoded(PORTAL))).isEqualTo(PORTAL);
    }

    @Test
    void theLongestEventFitsIntoTheRoomTakenForIt() {
        var long3 = "€".repeat(10_000);
        var event = new UsageEvent(
                FULL.id(),
                FULL.occurredAt(),
                FULL.organizationId(),
                FULL.environment(),
                FULL.apiKeyId(),
                FULL.keySecretId(),
                long3,
                long3,
                Optional.of("/" + "r".repeat(200)),
                FULL.status(),
                FULL.duration(),
                Optional.of("0000:0000:0000:0000:0000:ffff:255.255.255.255%interface"),
                Optional.of(long3),
                "i".repeat(128),
                Optional.of("r".repeat(40)),
                Optional.of(long3),
                true);

        assertThat(encoded(event).length)
                .isLessThanOrEqualTo(UsageEvent.roomFor(long3, long3, long3))
                .isLessThanOrEqualTo(UsageEvent.MAX_BYTES);
    }

    @Test
    void anEventOfTheFirstVersionIsStillRead() {
        var bytes = encoded(FULL);
        bytes[0] = 1;

        var read = UsageEventCodec.decode(Arrays.copyOf(bytes, bytes.length - 2));

        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("secretKeyInBrowser")
                .isEqualTo(FULL);
        assertThat(read.secretKeyInBrowser()).isFalse();
    }

    @Test
    void anEventOfTheSecondVersionIsStillRead() {
        var bytes = encoded(FULL);
        bytes[0] = 2;

        assertThat(UsageEventCodec.decode(Arrays.copyOf(bytes, bytes.length - 1)))
                .isEqualTo(FULL);
    }

    @Test
    void anEventOfALaterVersionIsNotMisread() {
        var bytes = encoded(FULL);
        bytes[0]++;

        assertThatThrownBy(() -> UsageEventCodec.decode(bytes)).hasMessageContaining("later version");
    }

    private static byte[] encoded(UsageEvent event) {
        var bytes = Unpooled.wrappedBuffer(new byte[UsageEvent.MAX_BYTES]);
        return Arrays.copyOf(bytes.array(), UsageEventCodec.encode(event, bytes));
    }
}
