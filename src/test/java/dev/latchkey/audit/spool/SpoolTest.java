package dev.latchkey.audit.spool;

import static dev.latchkey.audit.spool.Payloads.append;
import static dev.latchkey.audit.spool.Payloads.drain;
import static dev.latchkey.audit.spool.Payloads.payloads;
import static dev.latchkey.audit.spool.Payloads.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    private static final SpoolSettings SETTINGS = new SpoolSettings(1 << 20, 4096, false);

    @TempDir
    Path base;

    @Test
    void recordsComeOutInTheOrderTheyWentIn() {
        try (var spool = open()) {
            append(spool, "first", "second", "");

            assertThat(text(spool.read(10))).containsExactly("first", "second", "");
        }
    }

    @Test
    void aRecordIsReadAgainUntilItIsAcknowledged() {
        try (var spool = open()) {
            append(spool, "first", "second");
            var batch = spool.read(1);
            assertThat(text(spool.read(1))).isEqualTo(text(batch));

            spool.acknowledge(batch);

            assertThat(text(spool.read(1))).containsExactly("second");
        }
    }

    @Test
    void aBatchAcknowledgedTwiceCountsOnce() {
        try (var spool = open()) {
            append(spool, "first", "second");
            var batch = spool.read(1);
            spool.acknowledge(batch);

            spool.acknowledge(batch);

            assertThat(spool.counts().acknowledged()).isEqualTo(1);
            assertThat(spool.counts().pending()).isEqualTo(1);
        }
    }

    @Test
    void whatIsNotAcknowledgedIsThereAfterANewStart() {
        try (var spool = open()) {
            append(spool, "first", "second", "third");
            spool.acknowledge(spool.read(1));
        }
        try (var spool = open()) {
            append(spool, "fourth");

            assertThat(text(spool.read(10))).containsExactly("second", "third", "fourth");
            assertThat(spool.counts())
                    .returns(2L, SpoolCounts::recovered)
                    .returns(1L, SpoolCounts::appended)
                    .returns(3L, SpoolCounts::pending)
                    .returns(0L, SpoolCounts::lost);
        }
    }

    @Test
    void aLongBacklogGoesToArchivesAndComesBackInOrder() {
        var written = payloads(2_000);
        try (var spool = open()) {
            appendAll(spool, written);
            assertThat(base.resolve("me").toFile().list()).hasSizeGreaterThan(20);

            assertThat(drain(spool)).isEqualTo(written);
            Awaitility.await()
                    .atMost(Waiting.PATIENCE)
                    .until(() -> spool.counts().usedBytes() == 0);
            assertThat(base.resolve("me").toFile().list())
                    .containsExactlyInAnyOrder("lock", "checkpoint", "window-0", "window-1");
        }
    }

    @Test
    void aLongBacklogOutlivesTheProcess() {
        var written = payloads(2_000);
        try (var spool = open()) {
            appendAll(spool, written);
        }
        try (var spool = open()) {
            assertThat(spool.counts().recovered()).isEqualTo(2_000);
            assertThat(drain(spool)).isEqualTo(written);
        }
    }

    @Test
    void beyondTheLimitRoomIsRefusedAndThereIsRoomAgainWhenItIsDrained() {
        try (var spool = Spool.open(base, "me", new SpoolSettings(16_384, 4096, false))) {
            Awaitility.await().atMost(Waiting.PATIENCE).until(() -> {
                while (spool.reserve(100)) {
                    spool.append(100, new byte[100], 100);
                }
                return spool.counts().usedBytes() > 11_000 && spool.isFull();
            });
            assertThat(spool.counts().usedBytes()).isLessThanOrEqualTo(16_384);

            drain(spool);

            Awaitility.await().atMost(Waiting.PATIENCE).until(() -> !spool.isFull());
            assertThat(spool.reserve(100)).isTrue();
        }
    }

    @Test
    void aReservationCanAlwaysBeUsed() {
        try (var spool = open()) {
            int reserved = 0;
            while (spool.reserve(200)) {
                reserved++;
            }
            assertThat(reserved).isGreaterThan(10);

            for (int i = 0; i < reserved; i++) {
                spool.append(200, new byte[200], 1 + i % 200);
            }

            assertThat(drain(spool)).hasSize(reserved);
        }
    }

    @Test
    void releasedRoomCanBeTakenAgain() {
        try (var spool = open()) {
            int reserved = 0;
            while (spool.reserve(200)) {
                reserved++;
            }
            for (int i = 0; i < reserved; i++) {
                spool.release(200);
            }

            for (int i = 0; i < reserved; i++) {
                assertThat(spool.reserve(200)).isTrue();
            }
        }
    }

    @Test
    void anExistingSpoolKeepsItsWindowSize() {
        try (var spool = open()) {
            append(spool, "first");
        }
        try (var spool = Spool.open(base, "me", new SpoolSettings(1 << 20, 8192, false))) {
            assertThat(text(spool.read(10))).containsExactly("first");
            assertThat(base.resolve("me/window-0")).hasSize(4096);
        }
    }

    @Test
    void durabilityThatWasNotAskedForIsNotPromised() {
        try (var spool = open()) {
            assertThatThrownBy(() -> spool.durable(0)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void nothingIsTakenAfterItIsClosed() {
        var spool = open();
        spool.close();

        assertThat(spool.reserve(1)).isFalse();
        assertThatThrownBy(() -> spool.append(1, new byte[1], 1)).isInstanceOf(IllegalStateException.class);
    }

    private Spool open() {
        return Spool.open(base, "me", SETTINGS);
    }

    private static void appendAll(Spool spool, List<String> payloads) {
        for (var payload : payloads) {
            if (!spool.reserve(payload.length())) {
                Awaitility.await()
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .atMost(Waiting.PATIENCE)
                        .until(() -> spool.reserve(payload.length()));
            }
            spool.append(payload.length(), Payloads.bytes(payload), payload.length());
        }
    }
}
